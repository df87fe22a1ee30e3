package org.pleach.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Writes one message to many subscriptions: the line is put together once, only the subscription's id differs.
 *
 * <pre>
 *   MSG subject sid [reply] total CR LF          HMSG subject sid [reply] header total CR LF
 *   [---- head ----]   [---- tail -----]         [---- head -----]   [------- tail --------]
 * </pre>
 * Made once per event loop or connection and used again. Not safe for use by several threads.
 */
public final class MessageLine {

    private static final byte[] MSG = FrameParser.ascii("MSG ");
    private static final byte[] HMSG = FrameParser.ascii("HMSG ");

    private final LineBuilder line = new LineBuilder(256);
    private int head;

    /**
     * Starts the next message.
     *
     * @param replyLength  0 for no reply
     * @param headerLength length of the headers, -1 for a MSG
     * @param totalLength  length of headers and body together
     */
    public void begin(ByteBuf buf, int subjectIndex, int subjectLength, int replyIndex, int replyLength,
            int headerLength, int totalLength) {
        line.clear().append(headerLength < 0 ? MSG : HMSG).append(buf, subjectIndex, subjectLength).append(' ');
        head = line.length();
        if (replyLength > 0) {
            line.append(' ').append(buf, replyIndex, replyLength);
        }
        line.append(' ');
        if (headerLength >= 0) {
            line.append(headerLength).append(' ');
        }
        line.append(totalLength).crlf();
    }

    /** Length of the line for a subscription id of that length. */
    public int length(int sidLength) {
        return line.length() + sidLength;
    }

    /** Writes the line for one subscription; the payload and its CR LF follow. */
    public void writeTo(ByteBuf out, byte[] sid) {
        out.writeBytes(line.array(), 0, head);
        out.writeBytes(sid);
        out.writeBytes(line.array(), head, line.length() - head);
    }
}
