package org.pleach.broker;

/**
 * A connection's way out: collects what anybody sends to it and writes it to the channel, gathered, once per turn of the
 * channel's event loop or whenever a chunk is full.
 *
 * <p><b>Order.</b> What one thread sends arrives in the order sent. If a send happens before another (for instance because
 * both are made under the same lock), it also arrives before it, even from different threads, as far as
 * {@link #send(byte[], int, int)} is concerned.
 *
 * <p><b>Bounds.</b> Never holds more than {@code max_pending} bytes: what does not fit closes the connection as a slow
 * consumer, and so does a peer that takes nothing for {@code write_deadline}. After that sends are dropped.
 *
 * <p>Safe to use from any thread. Bytes are copied before a send returns.
 */
public interface Outbox {

    /**
     * Sends protocol lines that are not messages.
     *
     * @return false if it was dropped because the connection is closed or closing
     */
    boolean send(byte[] bytes, int offset, int length);

    /** Sends protocol lines that are not messages. */
    default boolean send(byte[] bytes) {
        return send(bytes, 0, bytes.length);
    }

    /**
     * Sends a message: {@code head}, the message's headers and payload, and CR LF. For receivers, on the publisher's loop.
     *
     * @param turn   the one the delivery came with
     * @param head   the head line with its CR LF, for instance {@code RMSG $G foo 5\r\n}
     * @return false if it was dropped because the connection is closed or closing
     */
    boolean send(Turn turn, byte[] head, int offset, int length, Message message);

    /** Bytes accepted and not yet written to the channel; a moment old when read from another thread. */
    long pendingBytes();

    /** Messages accepted since the start; a moment old. */
    long messages();

    /** Bytes of headers and payloads accepted since the start; a moment old. */
    long messageBytes();

    /** Takes no more, writes what is pending as long as the write deadline allows, then closes the channel. */
    void closeAfterFlush();
}
