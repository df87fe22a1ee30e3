package org.pleach.broker;

/** Hears what becomes of its {@link Outbox}. Called on the channel's event loop. */
@FunctionalInterface
public interface OutboxOwner {

    /**
     * The peer is too slow; the outbox drops everything from now on and closes the channel right after this call. The
     * owner logs and remembers why.
     *
     * @param reason  what was exceeded
     * @param pending bytes that could not be written
     */
    void slowConsumer(Reason reason, long pending);

    /**
     * Asked when nothing could be written for the write deadline: whether to wait on, because the way to the peer may be
     * interrupted for longer than that. Asked again and again, at least every write deadline.
     *
     * @param nanos how long nothing could be written
     */
    default boolean endures(long nanos) {
        return false;
    }

    /** What was exceeded. */
    enum Reason {
        /** More than {@code max_pending} bytes were waiting. */
        MAX_PENDING,
        /** Nothing could be written for {@code write_deadline}. */
        WRITE_DEADLINE
    }
}
