package org.pleach.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.server.BrokerServer;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.tcp.TcpTransport;

/** Every page has the fields, with values of the same kinds, that nats-server's has after the same events. */
@EnabledIfEnvironmentVariable(named = "NATS_SERVER", matches = ".+")
class NatsServerFieldsTest {

    private static final List<String> PAGES = List.of("/varz", "/connz", "/connz?auth=1&subs=1", "/connz?subs=detail",
            "/connz?state=closed", "/connz?state=any&sort=cid", "/routez", "/subsz", "/subsz?subs=1&acc=$G&test=foo.x",
            "/accountz", "/accountz?acc=$G", "/accstatz", "/accstatz?unused=1", "/leafz", "/gatewayz", "/jsz", "/healthz",
            "/healthz?js-enabled-only=true", "/healthz?details=1");
    /** What is of Go, of JetStream, of the system account, or a figure that Pleach does not have. */
    private static final Set<String> WITHOUT = Set.of("go", "feature_flags", "system_account", "disk_io_wait_stats",
            "in_client_msgs", "in_client_bytes", "out_client_msgs", "out_client_bytes", "imports", "exports",
            "sublist_stats.num_cache", "sublist_stats.num_inserts", "sublist_stats.num_removes",
            "sublist_stats.num_matches", "sublist_stats.cache_hit_rate", "sublist_stats.max_fanout",
            "sublist_stats.avg_fanout");

    @TempDir
    private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void hasTheFieldsOfNatsServer() throws Exception {
        BrokerOptions options = BrokerOptions.from(ConfigFactory.parseString("listen = \"127.0.0.1:0\""));
        int[] ports = freePorts();
        Process peer = new ProcessBuilder(System.getenv("NATS_SERVER"), "-a", "127.0.0.1", "-p", "" + ports[0], "-m",
                "" + ports[1], "-l", folder.resolve("peer.log").toString()).start();
        try (NativeNetwork network = NativeNetwork.open(1, "test");
                TcpTransport tcp = new TcpTransport(network);
                BrokerServer broker = BrokerServer.builder().network(network).options(options).transport(tcp).start();
                MonitoringServer server = MonitoringServer.start(new MonitoringOptions("127.0.0.1", 0, "", 8,
                        Duration.ofSeconds(10)), network, new Sources(broker, () -> null, List::of,
                        () -> List.of(broker.counters()))).toCompletableFuture().join()) {
            broker.ready().toCompletableFuture().join();
            String own = "http://" + server.endpoint().hostPort();
            String other = "http://127.0.0.1:" + ports[1];
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                    .until(() -> get(other + "/healthz").get("status").textValue().equals("ok"));
            try (Connection here = happen(broker.clientListening().listeners().get(0).endpoint().port(), own);
                    Connection there = happen(ports[0], other)) {
                for (String page : PAGES) {
                    assertThat(shape(get(own + page))).as(page).containsAllEntriesOf(shape(get(other + page)));
                }
            }
        } finally {
            peer.destroy();
        }
    }

    private Connection happen(int port, String monitor) throws Exception {
        String url = "nats://127.0.0.1:" + port;
        Nats.connect(url).close();
        Connection stays = Nats.connect(url);
        stays.createDispatcher(message -> { }).subscribe("foo.*");
        stays.publish("foo.x", new byte[10]);
        stays.flush(Duration.ofSeconds(10));
        await().atMost(Duration.ofSeconds(30)).until(() -> get(monitor + "/connz?state=closed").get("total").intValue() == 1
                && get(monitor + "/connz").get("connections").get(0).get("rtt") != null);
        return stays;
    }

    /** Dotted names of fields and the kinds of their values; an array counts by its first item. */
    private static Map<String, String> shape(JsonNode node) {
        Map<String, String> fields = new TreeMap<>();
        add("", node, fields);
        fields.keySet().removeIf(name -> WITHOUT.stream().anyMatch(left -> isWithin(name, left)
                || isWithin(name, "account_detail." + left)));
        fields.keySet().removeIf(name -> name.startsWith("http_req_stats."));
        return fields;
    }

    private static boolean isWithin(String name, String field) {
        return name.equals(field) || name.startsWith(field + '.') || name.startsWith(field + "[]");
    }

    private static void add(String name, JsonNode node, Map<String, String> fields) {
        if (!name.isEmpty()) {
            fields.put(name, node.isNumber() ? "NUMBER" : node.getNodeType().name());
        }
        if (node.isArray() && !node.isEmpty()) {
            add(name + "[]", node.get(0), fields);
        }
        node.properties().forEach(field -> add(name.isEmpty() ? field.getKey() : name + '.' + field.getKey(),
                field.getValue(), fields));
    }

    private JsonNode get(String url) throws Exception {
        return new ObjectMapper().readTree(http.send(HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }

    private static int[] freePorts() throws Exception {
        try (ServerSocket one = new ServerSocket(0); ServerSocket two = new ServerSocket(0)) {
            return new int[] {one.getLocalPort(), two.getLocalPort()};
        }
    }
}
