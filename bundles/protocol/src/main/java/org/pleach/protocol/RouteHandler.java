package org.pleach.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Takes the frames of a route connection, in order.
 *
 * <p>Byte sequences are indexes into {@code buf} and lengths, valid during the call only; a length of 0 means that the
 * part was left out. The account is left out on a route that is dedicated to one account.
 */
public interface RouteHandler {

    /** INFO with its JSON, unread: see {@link ServerInfo#read}. */
    void info(ByteBuf buf, int index, int length);

    /** CONNECT with its JSON, unread: see {@link ConnectOptions#read}. */
    void connect(ByteBuf buf, int index, int length);

    /**
     * RS+: the peer wants messages of this subject.
     *
     * @param queueWeight how many members of the queue group the peer has; 0 without a queue
     */
    void subscribe(ByteBuf buf, int accountIndex, int accountLength, int subjectIndex, int subjectLength,
            int queueIndex, int queueLength, int queueWeight);

    /** RS-: the peer wants them no more. */
    void unsubscribe(ByteBuf buf, int accountIndex, int accountLength, int subjectIndex, int subjectLength,
            int queueIndex, int queueLength);

    /**
     * RMSG or HMSG. The payload is followed by CR LF in {@code buf}.
     *
     * @param queues        the queue groups of which one local member each is to get it
     * @param headerLength  length of the headers at the payload's beginning; -1 for RMSG
     * @param payloadLength length of headers and body together
     */
    void message(ByteBuf buf, int accountIndex, int accountLength, int subjectIndex, int subjectLength,
            int replyIndex, int replyLength, QueueNames queues, int headerLength, int payloadIndex, int payloadLength);

    /** PING. */
    void ping();

    /** PONG. */
    void pong();

    /** -ERR with the text behind it; the peer is about to close. */
    void error(ByteBuf buf, int index, int length);
}
