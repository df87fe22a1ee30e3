package org.pleach.transport.scion.quic;

import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import java.nio.charset.StandardCharsets;

/** Says in words why a peer closed a connection. What it sent is foreign text: bounded, and printable only. */
final class CloseReason {

    private static final int MOST_CHARACTERS = 200;

    private CloseReason() { }

    static String describe(QuicConnectionCloseEvent close) {
        StringBuilder text = new StringBuilder();
        if (close.isApplicationClose()) {
            text.append("application error 0x").append(Integer.toHexString(close.error()));
        } else if (close.isTlsError()) {
            text.append("TLS alert ").append(QuicConnectionCloseEvent.extractTlsError(close.error()));
            text.append(alert(QuicConnectionCloseEvent.extractTlsError(close.error())));
        } else {
            text.append("QUIC error 0x").append(Integer.toHexString(close.error()));
        }
        String reason = reason(close);
        if (!reason.isEmpty()) {
            text.append(": ");
            reason.codePoints().limit(MOST_CHARACTERS)
                    .forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        }
        return text.toString();
    }

    private static String reason(QuicConnectionCloseEvent close) {
        try {
            return new String(close.reason(), StandardCharsets.UTF_8);
        } catch (NullPointerException noReason) {
            // Netty's event fails so when the peer gave no reason, and offers no way to ask first.
            return "";
        }
    }

    /** The alerts that a wrong configuration brings about (RFC 8446, 6.2; RFC 7301). */
    private static String alert(int alert) {
        return switch (alert) {
            case 42 -> " (bad certificate)";
            case 45 -> " (certificate expired)";
            case 46 -> " (certificate unknown)";
            case 48 -> " (unknown authority)";
            case 116 -> " (certificate required)";
            case 120 -> " (no application protocol in common)";
            default -> "";
        };
    }
}
