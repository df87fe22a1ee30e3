package org.pleach.transport.websocket;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From which web pages a browser may connect: it names the page's origin in the request. Clients that are no browsers name
 * none and may connect; the check protects people whose browser is used by a page, not the server. (RFC 6455, 10.2)
 *
 * @param same    {@code same_origin}: only pages that came from this server's host and port
 * @param allowed {@code allowed_origins}: only these; empty for all
 */
record Origins(boolean same, List<Origin> allowed) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** An origin: lower case, with a port. */
    record Origin(String scheme, String host, int port) {

        /** @throws IllegalArgumentException if the text is no absolute URL of http or https */
        static Origin parse(String text) {
            try {
                URI uri = new URI(text);
                String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
                if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
                    throw new IllegalArgumentException("expected an origin such as https://example.org, got " + text);
                }
                return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT),
                        uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? HTTPS : HTTP);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("expected an origin such as https://example.org, got " + text, e);
            }
        }
    }

    static Origins of(boolean same, List<String> allowed) {
        List<Origin> origins = new ArrayList<>();
        allowed.forEach(text -> origins.add(Origin.parse(text)));
        return new Origins(same, List.copyOf(origins));
    }

    /**
     * Why a request may not connect, in nats-server's words, or null if it may.
     *
     * @param origin    the request's Origin, or null
     * @param host      the request's Host
     * @param encrypted whether it came over TLS
     */
    String refusal(String origin, String host, boolean encrypted) {
        if (!same && allowed.isEmpty() || origin == null || origin.isEmpty()) {
            return null;
        }
        try {
            Origin from = Origin.parse(origin);
            if (same && !from.equals(Origin.parse((encrypted ? "https://" : "http://") + host))) {
                return "not same origin";
            }
            return allowed.isEmpty() || allowed.contains(from) ? null : "not in the allowed list";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
