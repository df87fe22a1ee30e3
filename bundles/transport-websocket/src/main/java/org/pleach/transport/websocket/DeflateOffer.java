package org.pleach.transport.websocket;

import java.util.List;
import java.util.Locale;

/** Reads the {@code Sec-WebSocket-Extensions} of a request. (RFC 7692, 7.1) */
final class DeflateOffer {

    /** Neither end keeps a context, as in nats-server: memory is only held while a message lasts. */
    static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    private DeflateOffer() { }

    /** Whether one of the offers can be taken. One that asks for a small window cannot: the JDK's deflater has one size. */
    static boolean isAcceptable(List<String> headers) {
        for (String header : headers) {
            for (String offer : header.split(",")) {
                String[] parts = offer.split(";");
                if (parts[0].strip().equalsIgnoreCase("permessage-deflate") && hasNoSmallWindow(parts)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasNoSmallWindow(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
            if (part.startsWith("server_max_window_bits") && !part.endsWith("=15")) {
                return false;
            }
        }
        return true;
    }
}
