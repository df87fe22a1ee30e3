package org.pleach.broker.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pleach.broker.BrokerOptions;

/**
 * Sends PING to a connection that has been silent for {@code ping_interval} and gives it up when {@code ping_max} of them
 * went unanswered. The first PING comes early, to measure the round-trip time. (nats-server, server/client.go: ping timer.)
 * Belongs to the connection's event loop, but for the readers.
 */
final class Heartbeat {

    private static final long FIRST_PING_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long RTT_AGAIN_NANOS = TimeUnit.HOURS.toNanos(1);

    private final EventLoop eventLoop;
    private final LongSupplier nanoTime;
    private final Supplier<BrokerOptions> options;
    private final Duration ownInterval;
    private final Peer peer;
    private Future<?> timer;
    private long pingedAt;
    private int unanswered;
    private volatile long heardAt;
    private volatile long rtt;

    /** What a heartbeat does to its connection. */
    interface Peer {
        void ping();

        void stale();

        void debug(String message);
    }

    /** @param ownInterval instead of the options' {@code ping_interval}, or null */
    Heartbeat(EventLoop eventLoop, LongSupplier nanoTime, Supplier<BrokerOptions> options, Duration ownInterval,
            Peer peer) {
        this.eventLoop = eventLoop;
        this.nanoTime = nanoTime;
        this.options = options;
        this.ownInterval = ownInterval;
        this.peer = peer;
        this.heardAt = nanoTime.getAsLong();
    }

    private long interval() {
        return (ownInterval == null ? options.get().pingInterval() : ownInterval).toNanos();
    }

    void start() {
        schedule(interval());
    }

    /** The client is there: measure soon. */
    void connected() {
        long first = Math.min(interval(), FIRST_PING_NANOS);
        schedule(first + ThreadLocalRandom.current().nextLong(first / 5 + 1));
    }

    /** Something came. */
    void heard() {
        heardAt = nanoTime.getAsLong();
    }

    void pong() {
        if (unanswered > 0) {
            rtt = Math.max(1, nanoTime.getAsLong() - pingedAt);
        }
        unanswered = 0;
    }

    /** When something came last, by the network's clock. */
    long heardAt() {
        return heardAt;
    }

    /** The last round-trip time in nanoseconds, 0 if none was measured. */
    long rtt() {
        return rtt;
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule(long nanos) {
        stop();
        timer = eventLoop.schedule(this::fire, nanos, TimeUnit.NANOSECONDS);
    }

    private void fire() {
        peer.debug("Client Ping Timer");
        long now = nanoTime.getAsLong();
        boolean wantsRtt = rtt == 0 || now - pingedAt > RTT_AGAIN_NANOS;
        long silence = now - heardAt;
        if (silence < interval() && !wantsRtt) {
            peer.debug("Delaying PING due to remote client data or ping "
                    + TimeUnit.NANOSECONDS.toSeconds(silence) + "s ago");
        } else if (unanswered + 1 > options.get().pingMax()) {
            peer.stale();
            return;
        } else {
            unanswered++;
            pingedAt = now;
            peer.ping();
        }
        schedule(interval());
    }
}
