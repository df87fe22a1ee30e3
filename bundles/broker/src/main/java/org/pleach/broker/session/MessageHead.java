package org.pleach.broker.session;

import org.pleach.broker.Message;

/**
 * Writes the line that goes before a message to a client.
 *
 * <pre>
 *   MSG subject sid [reply] total CR LF
 *   HMSG subject sid [reply] headers total CR LF
 * </pre>
 */
final class MessageHead {

    /** What is there besides subject, sid and reply at most. */
    private static final int FIXED = 40;

    private MessageHead() { }

    /** Bytes {@link #put} writes at most. */
    static int bound(Message message, byte[] sid) {
        return message.subjectLength() + message.replyLength() + sid.length + FIXED;
    }

    /** Writes the line to {@code line} from 0 on; returns its length. */
    static int put(byte[] line, Message message, byte[] sid) {
        boolean headers = message.headersLength() > 0;
        int at = 0;
        if (headers) {
            line[at++] = 'H';
        }
        line[at++] = 'M';
        line[at++] = 'S';
        line[at++] = 'G';
        line[at++] = ' ';
        at = message.putSubject(line, at);
        line[at++] = ' ';
        for (byte digit : sid) {
            line[at++] = digit;
        }
        line[at++] = ' ';
        if (message.replyLength() > 0) {
            at = message.putReply(line, at);
            line[at++] = ' ';
        }
        if (headers) {
            at = putNumber(line, at, message.headersLength());
            line[at++] = ' ';
        }
        at = putNumber(line, at, message.bodyLength());
        line[at++] = '\r';
        line[at++] = '\n';
        return at;
    }

    private static int putNumber(byte[] line, int at, int number) {
        int end = at + 1;
        for (int rest = number; rest > 9; rest /= 10) {
            end++;
        }
        int rest = number;
        for (int i = end - 1; i >= at; i--) {
            int tenth = rest / 10;
            line[i] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        }
        return end;
    }
}
