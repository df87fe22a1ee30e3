package org.pleach.broker.loop;

/**
 * What a connection may cost.
 *
 * @param maxPending         bytes that may wait for it
 * @param writeDeadlineNanos how long it may take nothing of them
 * @param holdsPublishers    whether publishers wait for it as long as it is far behind, and not just a moment: for another
 *                           node, which must not lose messages because the way to it is interrupted
 */
public record OutboxLimits(long maxPending, long writeDeadlineNanos, boolean holdsPublishers) {

    private static final long QUEUE_THAT_STAYS_CACHED = 1 << 20;

    /**
     * From here on publishers wait a moment for a connection that takes something: a longer queue would gain nothing and
     * fall out of the processor's cache.
     */
    long behind() {
        return Math.min(QUEUE_THAT_STAYS_CACHED, maxPending / 4);
    }

    /** From here on publishers wait in any case: three quarters, as in nats-server. */
    long farBehind() {
        return maxPending / 4 * 3;
    }
}
