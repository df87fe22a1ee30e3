package org.pleach.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.transport.Endpoint;

class PleachTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void serves() throws Exception {
        try (Pleach server = Pleach.builder().port(0).start(); Connection nats = Nats.connect(server.clientUrl())) {
            Subscription subscription = nats.subscribe("greet");
            nats.publish("greet", "hello".getBytes(StandardCharsets.UTF_8));
            assertThat(subscription.nextMessage(PATIENCE).getData()).asString().isEqualTo("hello");
        }
    }

    @Test
    void listensOnLoopbackOnly() {
        try (Pleach server = Pleach.builder().port(0).start()) {
            assertThat(server.clientEndpoints()).extracting(Endpoint::host).containsExactly("127.0.0.1");
            assertThat(server.clientUrl()).isEqualTo("nats://127.0.0.1:" + server.port());
        }
    }

    @Test
    void readsAFileThatSettingsOverride(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("server.conf");
        Files.writeString(file, "server_name: fromFile\nmax_payload: 1K\nlisten: \"127.0.0.1:-1\"\n");
        try (Pleach server = Pleach.builder().config(file).settings("max_payload = 2048").start()) {
            assertThat(server.broker().identity().name()).isEqualTo("fromFile");
            assertThat(server.broker().options().maxPayload()).isEqualTo(2048);
        }
    }

    @Test
    void asksForWhatIsConfigured() throws Exception {
        try (Pleach server = Pleach.builder().port(0).settings("authorization { user = ann, password = s3cret }").start()) {
            assertThatThrownBy(() -> Nats.connect(server.clientUrl())).hasMessageContaining("Authorization Violation");
            Options options = Options.builder().server(server.clientUrl()).userInfo("ann", "s3cret").build();
            try (Connection nats = Nats.connect(options)) {
                assertThat(nats.getStatus()).isEqualTo(Connection.Status.CONNECTED);
            }
        }
    }

    @Test
    void clustersWithAnother() throws Exception {
        String cluster = "cluster { name = c, listen = \"127.0.0.1:-1\" }\n";
        try (Pleach first = Pleach.builder().port(0).settings(cluster).start()) {
            Endpoint route = first.routeEndpoints().get(0);
            String dialling = cluster + "cluster.routes = [\"nats-route://" + route.hostPort() + "\"]\n";
            try (Pleach second = Pleach.builder().port(0).settings(dialling).start();
                 Connection here = Nats.connect(first.clientUrl()); Connection there = Nats.connect(second.clientUrl())) {
                here.createDispatcher(request -> here.publish(request.getReplyTo(), request.getData())).subscribe("echo");
                here.flush(PATIENCE);
                Message[] answer = new Message[1];
                await().atMost(PATIENCE).until(() -> (answer[0] = there.request("echo", "x".getBytes(
                        StandardCharsets.UTF_8), Duration.ofMillis(500))) != null && answer[0].getData().length == 1);
            }
        }
    }

    @Test
    void answersMonitoring() throws Exception {
        try (Pleach server = Pleach.builder().port(0).settings("http = \"127.0.0.1:-1\"").start()) {
            URI varz = URI.create(server.monitoringUrl().orElseThrow() + "/varz");
            HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(varz).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("\"server_name\"");
        }
    }

    @Test
    void takesClientsOverWebSocket() throws Exception {
        String webSocket = "websocket { listen = \"127.0.0.1:-1\", no_tls = true }";
        try (Pleach server = Pleach.builder().port(0).settings(webSocket).start();
             Connection nats = Nats.connect(server.webSocketUrl().orElseThrow())) {
            assertThat(server.clientUrl()).isEqualTo("nats://127.0.0.1:" + server.port());
            Subscription subscription = nats.subscribe("greet");
            nats.publish("greet", "hello".getBytes(StandardCharsets.UTF_8));
            assertThat(subscription.nextMessage(PATIENCE).getData()).asString().isEqualTo("hello");
        }
    }

    @Test
    void tellsWhereAConfigurationIsWrong(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("server.conf");
        Files.writeString(file, "debug: false\nmax_payload: many\n");
        assertThatThrownBy(() -> Pleach.builder().config(file).start()).isInstanceOf(StartException.class)
                .hasMessageContaining("server.conf:2");
    }

    @Test
    void tellsThatAPortIsTakenAndLeavesNothingBehind() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Pleach.builder().port(taken.getLocalPort()).start())
                    .isInstanceOf(StartException.class).hasMessageContaining("in use");
        }
        await().atMost(PATIENCE).until(() -> threads().isEmpty());
    }

    @Test
    void leavesNoThreadBehind() {
        Pleach server = Pleach.builder().port(0).start();
        assertThat(threads()).isNotEmpty();
        server.close();
        server.close();
        await().atMost(PATIENCE).until(() -> threads().isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("pleach")).toList();
    }
}
