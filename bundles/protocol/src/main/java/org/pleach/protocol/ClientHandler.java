package org.pleach.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Takes the frames of a client connection, in order.
 *
 * <p>Each byte sequence is given as an index into {@code buf} and a length; a length of 0 means that the part was left
 * out. The bytes are valid during the call only, unless the handler retains {@code buf}. No method may change
 * {@code buf} or its indexes.
 */
public interface ClientHandler {

    /** CONNECT with its JSON, unread: see {@link ConnectOptions#read}. */
    void connect(ByteBuf buf, int index, int length);

    /**
     * PUB or HPUB. The payload is followed by CR LF in {@code buf}.
     *
     * @param headerLength  length of the headers at the payload's beginning; -1 for PUB
     * @param payloadLength length of headers and body together
     */
    void publish(ByteBuf buf, int subjectIndex, int subjectLength, int replyIndex, int replyLength,
            int headerLength, int payloadIndex, int payloadLength);

    /** SUB. */
    void subscribe(ByteBuf buf, int subjectIndex, int subjectLength, int queueIndex, int queueLength,
            int sidIndex, int sidLength);

    /**
     * UNSUB.
     *
     * @param maxMessages after how many messages in all, or 0 for at once
     */
    void unsubscribe(ByteBuf buf, int sidIndex, int sidLength, int maxMessages);

    /** PING. */
    void ping();

    /** PONG. */
    void pong();

    /** -ERR from the client, with the text behind it. nats-server closes the connection. */
    default void error(ByteBuf buf, int index, int length) { }
}
