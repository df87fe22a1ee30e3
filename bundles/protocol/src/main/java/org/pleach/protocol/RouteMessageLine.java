package org.pleach.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Writes the line of a message to a route. Call {@link #begin}, then {@link #queue} for each queue group, then
 * {@link #end}.
 *
 * <pre>
 *   RMSG [account] subject [reply] size             without queue groups
 *   RMSG [account] subject + reply queue... size    with queue groups and a reply
 *   RMSG [account] subject | queue... size          with queue groups, without a reply
 * </pre>
 * HMSG has the headers' length before the size. Made once and used again. Not safe for use by several threads.
 */
public final class RouteMessageLine {

    private static final byte[] RMSG = FrameParser.ascii("RMSG ");
    private static final byte[] HMSG = FrameParser.ascii("HMSG ");

    private final LineBuilder line = new LineBuilder(256);
    private final LineBuilder reply = new LineBuilder(128);
    private boolean queues;

    /**
     * Starts the next line.
     *
     * @param account     the account's name, or null on a route dedicated to it
     * @param replyLength 0 for no reply
     * @param headers     whether the message has headers
     */
    public RouteMessageLine begin(byte[] account, ByteBuf buf, int subjectIndex, int subjectLength,
            int replyIndex, int replyLength, boolean headers) {
        line.clear().append(headers ? HMSG : RMSG);
        if (account != null) {
            line.append(account).append(' ');
        }
        line.append(buf, subjectIndex, subjectLength);
        reply.clear();
        if (replyLength > 0) {
            reply.append(' ').append(buf, replyIndex, replyLength);
        }
        queues = false;
        return this;
    }

    /** Adds a queue group of which one member at the peer's is to get the message. */
    public RouteMessageLine queue(byte[] name) {
        if (!queues) {
            queues = true;
            line.append(' ').append(reply.length() > 0 ? '+' : '|').append(reply.array(), 0, reply.length());
        }
        line.append(' ').append(name);
        return this;
    }

    /**
     * Finishes the line.
     *
     * @param headerLength length of the headers, -1 for none
     * @param totalLength  length of headers and body together
     * @return the line's length
     */
    public int end(int headerLength, int totalLength) {
        if (!queues) {
            line.append(reply.array(), 0, reply.length());
        }
        if (headerLength >= 0) {
            line.append(' ').append(headerLength);
        }
        line.append(' ').append(totalLength).crlf();
        return line.length();
    }

    /** Writes the finished line; the payload and its CR LF follow. */
    public void writeTo(ByteBuf out) {
        line.writeTo(out);
    }
}
