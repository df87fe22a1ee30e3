package org.pleach.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.server.BrokerServer;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.tcp.TcpTransport;

class RealBrokerTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void showsWhatARealClientDoes() throws Exception {
        BrokerOptions options = BrokerOptions.from(ConfigFactory.parseString("listen = \"127.0.0.1:0\""));
        try (NativeNetwork network = NativeNetwork.open(1, "test");
                TcpTransport tcp = new TcpTransport(network);
                BrokerServer broker = BrokerServer.builder().network(network).options(options).transport(tcp).start();
                MonitoringServer server = start(broker, network)) {
            broker.ready().toCompletableFuture().join();
            int port = broker.clientListening().listeners().get(0).endpoint().port();
            assertThat(get(server, "/healthz").get("status").textValue()).isEqualTo("ok");
            try (Connection nats = Nats.connect(Options.builder().server("nats://127.0.0.1:" + port)
                    .connectionName("real").build())) {
                nats.createDispatcher(message -> { }).subscribe("numbers.*");
                nats.publish("numbers.one", new byte[128]);
                nats.flush(Duration.ofSeconds(5));
                await().untilAsserted(() -> {
                    JsonNode connection = get(server, "/connz").get("connections").get(0);
                    assertThat(connection.get("name").textValue()).isEqualTo("real");
                    assertThat(connection.get("lang").textValue()).isEqualTo("java");
                    assertThat(connection.get("transport").textValue()).isEqualTo("tcp");
                    assertThat(connection.get("subscriptions").intValue()).isEqualTo(1);
                    assertThat(connection.get("in_msgs").intValue()).isEqualTo(1);
                    assertThat(connection.get("out_bytes").intValue()).isEqualTo(128);
                });
                JsonNode varz = get(server, "/varz");
                assertThat(varz.get("port").intValue()).isEqualTo(port);
                assertThat(varz.get("connections").intValue()).isEqualTo(1);
                assertThat(varz.get("subscriptions").intValue()).isEqualTo(1);
                assertThat(get(server, "/connz?subs=1").get("connections").get(0).get("subscriptions_list").get(0).textValue())
                        .isEqualTo("numbers.*");
                assertThat(get(server, "/connz?acc=$G&filter_subject=numbers.two").get("total").intValue()).isEqualTo(1);
                assertThat(get(server, "/connz?acc=$G&filter_subject=letters.a").get("total").intValue()).isZero();
                assertThat(get(server, "/subsz?test=numbers.one").get("subscriptions_list").get(0).get("subject").textValue())
                        .isEqualTo("numbers.*");
                assertThat(text(server, "/metrics")).contains("\npleach_connections 1\n")
                        .contains("\npleach_received_messages_total 1\n")
                        .contains("pleach_events_total{subsystem=\"broker\",event=\"");
                assertThat(get(server, "/subsz").get("num_subscriptions").intValue()).isEqualTo(1);
            }
            await().untilAsserted(() -> {
                JsonNode closed = get(server, "/connz?state=closed&sort=stop").get("connections").get(0);
                assertThat(closed.get("reason").textValue()).isEqualTo("Client Closed");
                assertThat(closed.get("stop").textValue()).isNotEmpty();
            });
        }
    }

    private static MonitoringServer start(BrokerServer broker, NativeNetwork network) {
        return MonitoringServer.start(new MonitoringOptions("127.0.0.1", 0, "", 8, Duration.ofSeconds(10)), network,
                new Sources(broker, () -> null, List::of, () -> List.of(broker.counters())))
                .toCompletableFuture().join();
    }

    private String text(MonitoringServer server, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://" + server.endpoint().hostPort() + path)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private JsonNode get(MonitoringServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + server.endpoint().hostPort() + path))
                .build();
        return new ObjectMapper().readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
