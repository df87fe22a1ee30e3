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
    private boolean listening;

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

    /** The payload of the first answer. */
    String request(String subject, String payload) throws IOException {
        if (!listening) {
            listening = true;
            send("SUB answer 1\r\n").sync();
        }
        send("UNSUB 1\r\nSUB answer 1\r\nPUB " + subject + " answer " + payload.length() + "\r\n" + payload + "\r\n");
        String head = line();
        if (!head.startsWith("MSG answer 1 ")) {
            throw new IOException("expected an answer, got " + head);
        }
        String answer = line();
        // Whatever else there is to say is said now.
        send("UNSUB 1\r\nPING\r\n");
        for (String more = line(); !more.equals("PONG"); more = line()) {
            continue;
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
