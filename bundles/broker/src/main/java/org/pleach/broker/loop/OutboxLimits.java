package org.pleach.broker.loop;

/**
 * What a connection may cost.
 *
 * @param maxPending         bytes that may wait for it
 * @param writeDeadlineNanos how long it may take nothing of them
 */
public record OutboxLimits(long maxPending, long writeDeadlineNanos) {

    /** From here on publishers are paused: three quarters, as in nats-server. */
    long farBehind() {
        return maxPending / 4 * 3;
    }
}
