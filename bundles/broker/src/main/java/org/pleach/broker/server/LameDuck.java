package org.pleach.broker.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.pleach.broker.LameDuckOptions;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends clients away one after the other, so that they do not all come to the other servers at once. (nats-server,
 * server/server.go: lameDuckMode) Runs on an event loop.
 */
final class LameDuck {

    private static final Logger LOG = LoggerFactory.getLogger(LameDuck.class);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Network network;
    private final Runnable end;
    private final List<Runnable> leavings;
    private final long pauseNanos;
    private final int batch;

    /** @param end called when all are gone */
    private LameDuck(Network network, Duration span, List<Runnable> leavings, Runnable end) {
        this.network = network;
        this.end = end;
        this.leavings = leavings;
        long nanos = span.isNegative() || span.isZero() ? LONGEST_PAUSE_NANOS : span.toNanos();
        this.pauseNanos = Math.max(1, Math.min(LONGEST_PAUSE_NANOS, nanos / Math.max(1, leavings.size())));
        this.batch = (int) Math.max(1, leavings.size() / nanos);
    }

    static void start(Network network, LameDuckOptions options, List<Runnable> leavings, Runnable end) {
        List<Runnable> inAnyOrder = new ArrayList<>(leavings);
        Collections.shuffle(inAnyOrder, ThreadLocalRandom.current());
        LameDuck duck = new LameDuck(network, options.duration().minus(options.grace()), inAnyOrder, end);
        network.eventLoops().next().schedule(() -> {
            LOG.info("Closing existing clients");
            duck.closeFrom(0);
        }, options.grace().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void closeFrom(int index) {
        int next = Math.min(leavings.size(), index + batch);
        leavings.subList(index, next).forEach(Runnable::run);
        if (next == leavings.size()) {
            end.run();
            return;
        }
        long pause = Math.max(pauseNanos / 2, ThreadLocalRandom.current().nextLong(pauseNanos));
        network.eventLoops().next().schedule(() -> closeFrom(next), pause, TimeUnit.NANOSECONDS);
    }
}
