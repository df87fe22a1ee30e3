package org.pleach.broker.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pleach.broker.LoopbackServer;
import org.pleach.broker.OperatorOptions;

class UrlResolverTest {

    private HttpServer http;

    @BeforeEach
    void open() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
    }

    @AfterEach
    void close() {
        http.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/accounts/";
    }

    private static HttpHandler answering(int status, byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        };
    }

    private String fetch() {
        UrlResolver resolver = new UrlResolver(new OperatorOptions.Url(url(), null), System::nanoTime);
        try {
            return resolver.fetch("A").join();
        } finally {
            resolver.close();
        }
    }

    @Test
    void letsInUsersOfAccountsThatAreFoundThere() throws Exception {
        http.createContext("/accounts/" + Golden.get("shop.key"),
                answering(200, Golden.get("shop.token").getBytes(StandardCharsets.UTF_8)));
        try (LoopbackServer server = new LoopbackServer(Golden.fill("operator: \"${operator.token}\", resolver: \"URL(" + url() + ")\""))) {
            try (Connection ann = Nats.connect(server.options().authHandler(new Holder("ann")).build())) {
                ann.flush(Duration.ofSeconds(10));
            }
            assertThatThrownBy(() -> Nats.connect(server.options().authHandler(new Holder("sue")).build()))
                    .isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void readsWhatIsThere() {
        http.createContext("/accounts/A", answering(200, "token\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(fetch()).isEqualTo("token");
    }

    @Test
    void saysWhatWentWrong() {
        http.createContext("/accounts/A", answering(404, new byte[0]));

        assertThatThrownBy(this::fetch).isInstanceOf(CompletionException.class).hasMessageContaining("status 404");
    }

    @Test
    void readsNoMoreThanATokenMayHave() {
        http.createContext("/accounts/A", answering(200, new byte[(1 << 20) + 1]));

        assertThatThrownBy(this::fetch).hasMessageContaining("at most 1048576 bytes");
    }
}
