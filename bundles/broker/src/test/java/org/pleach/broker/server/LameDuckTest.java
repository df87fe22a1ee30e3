package org.pleach.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Nats;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pleach.broker.ClosedConnection;
import org.pleach.broker.LoopbackServer;

class LameDuckTest {

    @Test
    void tellsClientsAndClosesThemOneAfterTheOther() throws Exception {
        try (LoopbackServer server = new LoopbackServer("lame_duck_duration: 400ms, lame_duck_grace_period: 100ms")) {
            CountDownLatch told = new CountDownLatch(2);
            CountDownLatch gone = new CountDownLatch(2);
            for (int i = 0; i < 2; i++) {
                Connection client = Nats.connect(server.options().connectionListener((connection, event) -> {
                    if (event == Events.LAME_DUCK) {
                        told.countDown();
                    } else if (event == Events.CLOSED) {
                        gone.countDown();
                    }
                }).build());
                client.flush(Duration.ofSeconds(10));
            }
            int port = server.port();
            CompletableFuture<Void> ended = new CompletableFuture<>();
            server.server().lameDuck(() -> ended.complete(null));
            server.server().lameDuck(() -> ended.completeExceptionally(new AssertionError("twice")));

            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(ended).succeedsWithin(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
            assertThat(server.server().closedConnections()).hasSize(2).extracting(ClosedConnection::reason)
                    .containsOnly("Server Shutdown");
        }
    }

    @Test
    void endsAtOnceWithoutClients() throws Exception {
        try (LoopbackServer server = new LoopbackServer("")) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            server.server().lameDuck(() -> ended.complete(null));
            assertThat(ended).isCompleted();
        }
    }

    @Test
    void remembersTheConnectionsClosedLast() throws Exception {
        try (LoopbackServer server = new LoopbackServer("max_closed_clients: 2")) {
            for (int i = 0; i < 3; i++) {
                server.connect().close();
            }
            await().until(() -> server.server().connections().isEmpty());
            assertThat(server.server().closedConnections()).extracting(closed -> closed.last().id()).hasSize(2)
                    .doesNotContain(1L);
            assertThat(server.server().closedConnections()).extracting(ClosedConnection::reason)
                    .containsOnly("Client Closed");
        }
    }
}
