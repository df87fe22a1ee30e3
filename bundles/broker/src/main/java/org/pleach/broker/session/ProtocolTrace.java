package org.pleach.broker.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Logs the protocol of one connection at TRC, in nats-server's form. Made only if {@code trace} is on. */
final class ProtocolTrace {

    /** Possessive: otherwise a long secret, a token, takes more stack than there is. */
    private static final Pattern SECRETS = Pattern.compile(
            "(\"(?:pass|auth_token|jwt|sig|nkey)\"\\s*+:\\s*+\")(?:[^\"\\\\]++|\\\\.)*+\"");
    private static final int MOST_SHOWN = 1024;

    private final ConnectionLog log;

    ProtocolTrace(ConnectionLog log) {
        this.log = log;
    }

    void in(String operation) {
        log.in('[' + operation + ']');
    }

    void in(String verb, ByteBuf line, int... indexesAndLengths) {
        StringBuilder text = new StringBuilder(verb);
        for (int i = 0; i < indexesAndLengths.length; i += 2) {
            if (indexesAndLengths[i + 1] > 0) {
                text.append(' ').append(text(line, indexesAndLengths[i], indexesAndLengths[i + 1]));
            }
        }
        in(text.toString());
    }

    void connect(ByteBuf line, int index, int length) {
        in("CONNECT " + SECRETS.matcher(text(line, index, length)).replaceAll("$1[REDACTED]\""));
    }

    void payload(ByteBuf body, int index, int length) {
        log.in("MSG_PAYLOAD: [\"" + text(body, index, Math.min(length, MOST_SHOWN)) + "\"]");
    }

    void out(String operation) {
        log.out('[' + operation + ']');
    }

    void out(byte[] line, int offset, int length) {
        out(new String(line, offset, length, StandardCharsets.UTF_8).strip());
    }

    private static String text(ByteBuf buffer, int index, int length) {
        return new String(ByteBufUtil.getBytes(buffer, index, length), StandardCharsets.UTF_8);
    }
}
