package org.pleach.clustering;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends PING every {@code ping_interval}, whether or not there is traffic, and gives the route up when {@code ping_max}
 * of them went unanswered. (nats-server, server/client.go: ping timer.) Belongs to the channel's event loop, but for
 * {@link #rtt}.
 */
final class RouteHeartbeat {

    private final EventLoop eventLoop;
    private final LongSupplier nanoTime;
    private final long intervalNanos;
    private final int most;
    private final Peer peer;
    private Future<?> timer;
    private long pingedAt;
    private int unanswered;
    private volatile long rtt;

    /** What a heartbeat does to its route. */
    interface Peer {
        void ping();

        void stale();
    }

    RouteHeartbeat(EventLoop eventLoop, LongSupplier nanoTime, long intervalNanos, int most, Peer peer) {
        this.eventLoop = eventLoop;
        this.nanoTime = nanoTime;
        this.intervalNanos = intervalNanos;
        this.most = most;
        this.peer = peer;
    }

    /** Begins anew. The first PING comes early, to measure the round-trip time. */
    void start(long firstNanos) {
        unanswered = 0;
        long first = Math.min(intervalNanos, firstNanos);
        schedule(first + ThreadLocalRandom.current().nextLong(first / 5 + 1));
    }

    void pong() {
        if (unanswered > 0) {
            rtt = Math.max(1, nanoTime.getAsLong() - pingedAt);
        }
        unanswered = 0;
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
        timer = eventLoop.schedule(this::fire, nanos, TimeUnit.NANOSECONDS);
    }

    private void fire() {
        if (unanswered + 1 > most) {
            peer.stale();
            return;
        }
        unanswered++;
        pingedAt = nanoTime.getAsLong();
        peer.ping();
        schedule(intervalNanos);
    }
}
