package org.pleach.broker.differential;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.broker.operator.Golden;
import org.pleach.broker.operator.Issuer;

/** A service that says who clients are. */
final class CalloutService implements AutoCloseable {

    /**
     * A request.
     *
     * @param claims as JSON
     * @param user   the nkey that is expected in the answer
     * @param server the one that asks
     * @param name   the name that the client gave itself
     */
    record Request(String claims, String user, String server, String name) {

        /** An answer with a token or, in {@code error}, a reason. */
        String answer(Issuer by, String fields) {
            return by.sign(user, "\"iat\":1700000000,\"aud\":\"" + server + "\",", "\"type\":\"authorization_response\"," + fields);
        }

        /** A user's token. */
        String token(Issuer by, String head, String more) {
            return by.sign(user, head + "\"iat\":1700000000,", "\"type\":\"user\",\"subs\":-1,\"data\":-1,\"payload\":-1" + more);
        }
    }

    private final Connection connection;

    /** @param answers null for none */
    CalloutService(Options.Builder options, Function<Request, String> answers) throws Exception {
        connection = Nats.connect(options.maxReconnects(0).build());
        connection.createDispatcher(message -> {
            String answer = answers.apply(read(new String(message.getData(), StandardCharsets.US_ASCII)));
            if (answer != null) {
                connection.publish(message.getReplyTo(), answer.getBytes(StandardCharsets.US_ASCII));
            }
        }).subscribe("$SYS.REQ.USER.AUTH");
        connection.flush(Duration.ofSeconds(10));
    }

    private static Request read(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return new Request(claims, field(claims, "\"user_nkey\":\"([^\"]+)\""), field(claims, "\"server_id\":\\{.*?\"id\":\"([^\"]+)\""),
                field(claims, "\"connect_opts\":\\{.*?\"user\":\"([^\"]+)\""));
    }

    private static String field(String claims, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(claims);
        return found.find() ? found.group(1) : "";
    }

    static Options.Builder to(Peer peer) {
        return new Options.Builder().server("nats://127.0.0.1:" + peer.port()).connectionTimeout(Duration.ofSeconds(10));
    }

    static String quoted(String field, String text) {
        return '"' + field + "\":\"" + Golden.fill(text) + '"';
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
