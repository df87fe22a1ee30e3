package org.pleach.transport.websocket;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Judges the request that opens a connection, in nats-server's order and words. (RFC 6455, 4.2.1)
 *
 * @param refusal  what is wrong, or null
 * @param status   the HTTP status if it is refused
 * @param accept   the answer's {@code Sec-WebSocket-Accept}
 * @param compress whether compression was agreed on
 */
record Handshake(String refusal, HttpResponseStatus status, String accept, boolean compress) {

    private static final int KEY_BYTES = 16;
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    static Handshake judge(HttpRequest request, WebSocketOptions options, boolean encrypted) {
        HttpHeaders headers = request.headers();
        if (!request.decoderResult().isSuccess()) {
            return refused(HttpResponseStatus.BAD_REQUEST, "request cannot be read");
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return refused(HttpResponseStatus.METHOD_NOT_ALLOWED, "request method must be GET");
        }
        String host = headers.get(HttpHeaderNames.HOST);
        if (host == null || host.isEmpty()) {
            return refused(HttpResponseStatus.BAD_REQUEST, "'Host' missing in request");
        }
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            return refused(HttpResponseStatus.BAD_REQUEST, "invalid value for header 'Upgrade'");
        }
        if (!headers.containsValue(HttpHeaderNames.CONNECTION, "Upgrade", true)) {
            return refused(HttpResponseStatus.BAD_REQUEST, "invalid value for header 'Connection'");
        }
        String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (key == null || key.isEmpty()) {
            return refused(HttpResponseStatus.BAD_REQUEST, "key missing");
        }
        if (!isKey(key)) {
            return refused(HttpResponseStatus.BAD_REQUEST, "invalid websocket key");
        }
        if (!headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", true)) {
            return refused(HttpResponseStatus.BAD_REQUEST, "invalid version");
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN, headers.get(HttpHeaderNames.SEC_WEBSOCKET_ORIGIN));
        String refusal = options.origins().refusal(origin, host, encrypted);
        if (refusal != null) {
            return refused(HttpResponseStatus.FORBIDDEN, "origin not allowed: " + refusal);
        }
        return new Handshake(null, HttpResponseStatus.SWITCHING_PROTOCOLS, accept(key), options.compression()
                && DeflateOffer.isAcceptable(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)));
    }

    private static Handshake refused(HttpResponseStatus status, String refusal) {
        return new Handshake(refusal, status, null, false);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                    .digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
