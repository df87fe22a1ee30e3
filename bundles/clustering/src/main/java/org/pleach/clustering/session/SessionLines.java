package org.pleach.clustering.session;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Finds the line {@code SESSION ...} among the lines at the beginning of a connection, wherever the input is split. No
 * other line of the route protocol begins with S.
 */
final class SessionLines {

    private static final int LONGEST = 512;
    private static final String VERB = "SESSION ";

    private final StringBuilder line = new StringBuilder();
    private boolean inside;  // an ordinary line
    private String found;

    /** How many bytes from the reader index on belong to ordinary lines; those of the other one are consumed. */
    int next(ByteBuf bytes) {
        if (!inside && (line.length() > 0 || bytes.getByte(bytes.readerIndex()) == 'S')) {
            collect(bytes);
            return 0;
        }
        int end = bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), (byte) '\n');
        inside = end < 0;
        return inside ? bytes.readableBytes() : end + 1 - bytes.readerIndex();
    }

    private void collect(ByteBuf bytes) {
        while (bytes.isReadable()) {
            char next = (char) bytes.readUnsignedByte();
            if (next == '\n') {
                found = line.toString().strip();
                line.setLength(0);
                if (!(found + ' ').startsWith(VERB)) {
                    throw new IllegalArgumentException("expected SESSION, got another word with S");
                }
                return;
            }
            line.append(next);
            if (line.length() > LONGEST) {
                throw new IllegalArgumentException("expected a line of at most " + LONGEST + " bytes");
            }
        }
    }

    /** The words behind SESSION, if that line was just completed; else null. */
    String take() {
        String words = found == null ? null : (found + ' ').substring(VERB.length()).strip();
        found = null;
        return words;
    }

    /** The line. */
    static byte[] write(String words) {
        return (VERB + words + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
