package org.pleach.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WebSocketTransportTest {

    private static final String CONNECT = "CONNECT {\"verbose\":false}\r\n";

    @Test
    void answersAsTheStandardSays() throws Exception {
        try (WebServer server = new WebServer("no_tls: true"); RawWebClient client = new RawWebClient(server.web())) {
            String answer = client.upgrade("Sec-WebSocket-Extensions: permessage-deflate\r\n");
            assertThat(answer).startsWith("HTTP/1.1 101 Switching Protocols\r\n").containsIgnoringCase("upgrade: websocket")
                    .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .doesNotContainIgnoringCase("extensions");
            assertThat(client.frame()).startsWith("2:INFO {").doesNotContain("tls_required");
        }
    }

    @Test
    void carriesTheProtocolHoweverItIsFramed() throws Exception {
        try (WebServer server = new WebServer("no_tls: true"); RawWebClient client = new RawWebClient(server.web())) {
            client.upgrade("");
            client.frame();
            client.say(CONNECT + "SUB a 1\r\nPI");
            client.send(RawWebClient.frame(0x01, "NG\r\nPUB a".getBytes(StandardCharsets.US_ASCII)));
            client.send(RawWebClient.frame(0x89, "sign of life".getBytes(StandardCharsets.US_ASCII)));
            client.send(RawWebClient.frame(0x80, " 2\r\nhi\r\n".getBytes(StandardCharsets.US_ASCII)));
            assertThat(client.frame() + client.frame() + client.frame()).contains("PONG").contains("10:sign of life")
                    .contains("MSG a 1 2\r\nhi");
            assertThat(server.server().connections()).singleElement().extracting("transport").isEqualTo("websocket");
        }
    }

    @Test
    void compressesForThoseWhoOfferIt() throws Exception {
        try (WebServer server = new WebServer("no_tls: true, compression: true");
                RawWebClient client = new RawWebClient(server.web())) {
            assertThat(client.upgrade("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"))
                    .containsIgnoringCase("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
            assertThat(client.frame()).startsWith("2z:INFO {");
            String big = "x".repeat(100_000);
            client.send(RawWebClient.frame(0xC2, RawWebClient.deflated((CONNECT + "SUB a 1\r\nPUB a 100000\r\n" + big
                    + "\r\n").getBytes(StandardCharsets.US_ASCII))));
            StringBuilder got = new StringBuilder();
            while (got.indexOf(big) < 0) {
                String frame = client.frame();
                got.append(frame.substring(frame.indexOf(':') + 1));
            }
            assertThat(got).startsWith("MSG a 1 100000\r\nxxx");
            client.say("PING\r\n");
            assertThat(client.frame()).satisfiesAnyOf(frame -> assertThat(frame).contains("PONG"),
                    frame -> assertThat(frame).isEqualTo("2:\r\n"));
        }
    }

    @Test
    void closesOnAMessageThatInflatesBeyondTheLimit() throws Exception {
        try (WebServer server = new WebServer("max_payload: 64MB, max_pending: 64MB",
                "no_tls: true, compression: true, max_message: 1000000");
                RawWebClient client = new RawWebClient(server.web())) {
            client.upgrade("Sec-WebSocket-Extensions: permessage-deflate\r\n");
            client.frame();
            byte[] bomb = new byte[20_000_000];
            Arrays.fill(bomb, (byte) ' ');
            byte[] head = (CONNECT + "PUB a 30000000\r\n").getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(head, 0, bomb, 0, head.length);
            client.send(RawWebClient.frame(0xC2, RawWebClient.deflated(bomb)));
            assertThat(client.frame()).isEqualTo("8:1009 message is more than 1000000 bytes when inflated");
            await().until(() -> server.server().connections().isEmpty());
        }
    }

    @Test
    void closesOnWhatIsNoFrameOfAClient() throws Exception {
        try (WebServer server = new WebServer("no_tls: true"); RawWebClient client = new RawWebClient(server.web())) {
            client.upgrade("");
            client.frame();
            client.send(new byte[] {(byte) 0x82, 1, 'x'});
            assertThat(client.frame()).isEqualTo("8:1002 mask bit missing");
        }
    }

    @Test
    void answersACloseAndTellsWhyItCloses() throws Exception {
        try (WebServer server = new WebServer("no_tls: true"); RawWebClient client = new RawWebClient(server.web());
                RawWebClient other = new RawWebClient(server.web())) {
            client.upgrade("");
            client.frame();
            client.send(RawWebClient.frame(0x88, new byte[] {3, (byte) 0xE8, 'b', 'y', 'e'}));
            assertThat(client.frame()).isEqualTo("8:1000 ");
            assertThat(client.frame()).isEqualTo("end");

            other.upgrade("");
            other.frame();
            other.say("NONSENSE\r\n");
            assertThat(other.frame()).isEqualTo("2:-ERR 'Unknown Protocol Operation'\r\n");
            assertThat(other.frame()).isEqualTo("8:1002 Protocol Violation");
        }
    }

    @Test
    void refusesRequestsInNatsServersTerms() throws Exception {
        try (WebServer server = new WebServer("no_tls: true, allowed_origins: [ \"https://a.example\" ]")) {
            assertThat(answer(server, "POST / HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 405 ");
            assertThat(answer(server, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("sec-websocket-version: 13");
            assertThat(answer(server, RawWebClient.REQUEST.replace("dGhlIHNhbXBsZSBub25jZQ==", "short") + "\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(answer(server, RawWebClient.REQUEST.replace("Version: 13", "Version: 8") + "\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(answer(server, RawWebClient.REQUEST + "Origin: https://evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(answer(server, RawWebClient.REQUEST + "Origin: https://a.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 101 ");
            assertThat(answer(server, "GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    private static String answer(WebServer server, String request) throws Exception {
        try (RawWebClient client = new RawWebClient(server.web())) {
            return client.request(request);
        }
    }

    @Test
    void givesUpOnASlowRequest() throws Exception {
        try (WebServer server = new WebServer("no_tls: true, handshake_timeout: 100ms");
                RawWebClient client = new RawWebClient(server.web())) {
            client.send("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.frame()).isEqualTo("end");
        }
    }

    @Test
    void boundsConnectionsThatSayNothing() throws Exception {
        try (WebServer server = new WebServer("no_tls: true, max_half_open: 2");
                RawWebClient one = new RawWebClient(server.web()); RawWebClient two = new RawWebClient(server.web())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                try (RawWebClient third = new RawWebClient(server.web())) {
                    return third.upgrade("").isEmpty();
                } catch (IOException reset) {
                    return true;
                }
            });
            assertThat(one.upgrade("")).startsWith("HTTP/1.1 101 ");
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                try (RawWebClient third = new RawWebClient(server.web())) {
                    return third.upgrade("").startsWith("HTTP/1.1 101 ");
                } catch (IOException reset) {
                    return false;
                }
            });
            assertThat(two.upgrade("")).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void closesEverythingWithTheTransport() throws Exception {
        WebServer server = new WebServer("no_tls: true");
        try (RawWebClient client = new RawWebClient(server.web())) {
            client.upgrade("");
            client.frame();
            server.close();
            assertThat(client.frame()).isEqualTo("8:1001 Server Shutdown");
            assertThat(client.frame()).isEqualTo("end");
        }
    }

    @Test
    void wantsTlsUnlessToldOtherwise() {
        assertThatThrownBy(() -> WebSocketOptions.from(ConfigFactory.parseString("port: 8080")))
                .isInstanceOf(ConfigException.class).hasMessageContaining("websocket requires TLS configuration");
        assertThat(WebSocketOptions.from(ConfigFactory.parseString("port: 8080, no_tls: true")).handshakeTimeout())
                .isEqualTo(Duration.ofSeconds(10));
    }
}
