package org.pleach.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.LoopbackServer;
import org.pleach.broker.RawClient;

class BrokerServerTest {

    @Test
    void takesNewOptionsWithoutClosingConnections() throws Exception {
        try (LoopbackServer server = new LoopbackServer("max_payload: 10"); RawClient before = server.raw()) {
            before.line();
            before.send("CONNECT {\"verbose\":false,\"auth_token\":\"t\"}\r\n").sync();
            int port = server.port();
            server.server().reload(BrokerOptions.from(ConfigFactory.parseString(
                    "listen: \"127.0.0.1:-1\", max_payload: 2000, authorization { token: t }")));
            assertThat(server.port()).as("the same address: the same port").isEqualTo(port);
            before.sync();
            try (RawClient after = server.raw()) {
                assertThat(after.line()).contains("\"max_payload\":2000", "\"auth_required\":true");
            }
            server.server().reload(BrokerOptions.from(ConfigFactory.parseString("listen: \"localhost:-1\"")));
            await().atMost(Duration.ofSeconds(10)).until(() -> server.server().clientListening().listeners().size() == 1);
            assertThat(server.port()).isNotEqualTo(port);
            try (RawClient moved = server.raw()) {
                moved.greet();
            }
            before.sync();
            await().atMost(Duration.ofSeconds(10)).until(() -> refused(port));
        }
    }

    private static boolean refused(int port) {
        try (RawClient client = new RawClient(port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void closesItsPortAndConnectionsWhenItStops() throws Exception {
        try (LoopbackServer server = new LoopbackServer(""); RawClient client = server.raw()) {
            client.greet();
            int port = server.port();
            server.server().close();
            assertThat(client.rest()).isEmpty();
            await().atMost(Duration.ofSeconds(10)).until(() -> refused(port));
        }
    }

    @Test
    void tellsWhereClientsCanReachIt() throws Exception {
        try (LoopbackServer server = new LoopbackServer("client_advertise: \"nats.example.org\"")) {
            assertThat(server.server().clientUrls()).containsExactly("nats.example.org:" + server.port());
        }
        try (LoopbackServer server = new LoopbackServer("")) {
            assertThat(server.server().clientUrls()).containsExactly("127.0.0.1:" + server.port());
        }
    }

    @Test
    void isCalledReadyWhenWhatWasBeingOpenedIsOpenOrHasFailed() throws Exception {
        try (LoopbackServer server = new LoopbackServer("")) {
            CompletableFuture<Void> port = new CompletableFuture<>();
            server.server().holdReady(port);
            server.server().holdReady(CompletableFuture.failedFuture(new IOException("taken")));
            CompletableFuture<Void> announced = server.server().announceReady().toCompletableFuture();
            assertThat(announced).isNotDone();
            server.server().holdReady(new CompletableFuture<>());
            port.complete(null);
            assertThat(announced).as("what begins later is not waited for").succeedsWithin(Duration.ofSeconds(2));
        }
    }

    @Test
    void makesIdsInTheFormOfNkeys() {
        assertThat(ServerIds.next(new SecureRandom())).matches("N[A-Z2-7]{55}").isNotEqualTo(ServerIds.next(new SecureRandom()));
    }
}
