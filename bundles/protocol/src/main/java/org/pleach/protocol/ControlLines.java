package org.pleach.protocol;

import java.nio.charset.StandardCharsets;

/** The short lines that clients and routes have in common, each a new array with its CR LF. */
public final class ControlLines {

    private ControlLines() { }

    /** PING. */
    public static byte[] ping() {
        return FrameParser.ascii("PING\r\n");
    }

    /** PONG. */
    public static byte[] pong() {
        return FrameParser.ascii("PONG\r\n");
    }

    /** +OK. */
    public static byte[] ok() {
        return FrameParser.ascii("+OK\r\n");
    }

    /** -ERR with the text in quotes, line breaks in it as blanks. */
    public static byte[] error(String text) {
        return ("-ERR '" + text.replace('\r', ' ').replace('\n', ' ') + "'\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
