package org.pleach.protocol;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes the short lines that clients and routes have in common. No method makes an object unless it says so. */
public final class ControlLines {

    private static final int PING = 'P' << 24 | 'I' << 16 | 'N' << 8 | 'G';
    private static final int PONG = 'P' << 24 | 'O' << 16 | 'N' << 8 | 'G';
    private static final int CRLF = '\r' << 8 | '\n';

    private ControlLines() { }

    /** PING. */
    public static void ping(ByteBuf out) {
        out.writeInt(PING).writeShort(CRLF);
    }

    /** PONG. */
    public static void pong(ByteBuf out) {
        out.writeInt(PONG).writeShort(CRLF);
    }

    /** +OK. */
    public static void ok(ByteBuf out) {
        out.writeMedium('+' << 16 | 'O' << 8 | 'K').writeShort(CRLF);
    }

    /** -ERR with the text in quotes. Makes objects. */
    public static void error(ByteBuf out, String text) {
        out.writeCharSequence("-ERR '" + text.replace('\r', ' ').replace('\n', ' ') + "'\r\n", StandardCharsets.UTF_8);
    }
}
