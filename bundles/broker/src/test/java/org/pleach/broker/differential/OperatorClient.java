package org.pleach.broker.differential;

import io.nats.client.NKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.broker.RawClient;

/** A client that shows a token. */
final class OperatorClient implements AutoCloseable {

    private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]+)\"");

    private final RawClient raw;
    private int requests;

    private OperatorClient(RawClient raw) {
        this.raw = raw;
    }

    static OperatorClient connect(int port, String token, String seed) throws IOException {
        RawClient raw = new RawClient(port);
        Matcher nonce = NONCE.matcher(raw.line());
        if (!nonce.find()) {
            throw new IOException("expected a nonce");
        }
        try {
            byte[] signature = NKey.fromSeed(seed.toCharArray()).sign(nonce.group(1).getBytes(StandardCharsets.US_ASCII));
            raw.send("CONNECT {\"verbose\":false,\"pedantic\":false,\"jwt\":\"" + token + "\",\"sig\":\""
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature) + "\"}\r\n");
            return new OperatorClient(raw);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    OperatorClient send(String text) throws IOException {
        raw.send(text);
        return this;
    }

    /** Waits until the server has read everything. */
    OperatorClient sync() throws IOException {
        raw.sync();
        return this;
    }

    String line() throws IOException {
        return raw.line();
    }

    /** Everything until the server closes. */
    String rest() throws IOException {
        return raw.rest();
    }

    /** The payload of the first answer. Later ones are skipped when the next request is made. */
    String request(String subject, String payload) throws IOException {
        if (requests++ == 0) {
            send("SUB answer.* 1\r\n").sync();
        }
        String reply = "answer." + requests;
        send("PUB " + subject + ' ' + reply + ' ' + payload.length() + "\r\n" + payload + "\r\n");
        String head = line();
        while (!head.startsWith("MSG " + reply + ' ')) {
            if (!head.startsWith("MSG ")) {
                throw new IOException("expected an answer, got " + head);
            }
            line();
            head = line();
        }
        return line();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
