package org.pleach.broker.operator;

import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ActivationClaims;
import org.pleach.broker.claims.ImportClaim;
import org.pleach.transport.Network;

/** Tells when the claims of an account, or the activation of something it imports, come to their end. Any thread. */
final class AccountTimers {

    private static final long LONGEST = TimeUnit.DAYS.toSeconds(365);

    private final Network network;
    private final PasswordWorkers workers;
    private final Consumer<String> timeIsUp;
    private final Map<String, Future<?>> running = new HashMap<>();
    private boolean closed;

    /** @param timeIsUp called by a worker with the account */
    AccountTimers(Network network, PasswordWorkers workers, Consumer<String> timeIsUp) {
        this.network = network;
        this.workers = workers;
        this.timeIsUp = timeIsUp;
    }

    /** Waits for the next end after {@code now}, in seconds since 1970, if there is one. */
    void schedule(AccountClaims claims, long now) {
        String name = claims.head().subject();
        long next = LongStream.concat(LongStream.of(claims.head().expires()), claims.imports().stream().map(ImportClaim::token)
                .map(ImportPermits::read).flatMap(Stream::ofNullable).map(ActivationClaims::head)
                .mapToLong(head -> head.expires())).filter(end -> end > now).min().orElse(0);
        synchronized (this) {
            cancel(name);
            if (next > 0 && !closed) {
                running.put(name, network.eventLoops().next().schedule(() -> {
                    workers.submit(() -> {
                        timeIsUp.accept(name);
                        return null;
                    });
                }, Math.min(next - now, LONGEST), TimeUnit.SECONDS));
            }
        }
    }

    synchronized void cancel(String name) {
        Future<?> timer = running.remove(name);
        if (timer != null) {
            timer.cancel(false);
        }
    }

    synchronized void close() {
        closed = true;
        running.values().forEach(timer -> timer.cancel(false));
        running.clear();
    }
}
