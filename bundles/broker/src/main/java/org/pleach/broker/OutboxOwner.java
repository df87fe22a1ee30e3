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

    /** What was exceeded. */
    enum Reason {
        /** More than {@code max_pending} bytes were waiting. */
        MAX_PENDING,
        /** Nothing could be written for {@code write_deadline}. */
        WRITE_DEADLINE
    }
}
