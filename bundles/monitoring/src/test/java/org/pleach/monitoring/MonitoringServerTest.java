package org.pleach.monitoring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.RouteReporter;
import org.pleach.broker.RouteSnapshot;
import org.pleach.counters.CounterSource;
import org.pleach.counters.Counters;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathReporter;
import org.pleach.transport.Endpoint;

class MonitoringServerTest {

    private static NativeNetwork network;

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeBroker broker = new FakeBroker(network);
    private final List<PathReporter> paths = new ArrayList<>();
    private final List<CounterSource> counters = new ArrayList<>();
    private RouteReporter routes;
    private MonitoringServer server;

    @BeforeAll
    static void openNetwork() {
        network = NativeNetwork.open(1, "test");
    }

    @AfterAll
    static void closeNetwork() {
        network.close();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private void start(String basePath, int maxConnections, Duration timeout) {
        server = MonitoringServer.start(new MonitoringOptions("127.0.0.1", 0, basePath, maxConnections, timeout),
                network, new Sources(broker.broker(), () -> routes, () -> paths, () -> counters))
                .toCompletableFuture().join();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        if (server == null) {
            start("", 8, Duration.ofSeconds(10));
        }
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + server.endpoint().hostPort() + path);
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.headers().firstValue("access-control-allow-origin")).hasValue("*");
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void varzHasNatsServersFields() throws Exception {
        broker.counters().increment(BrokerCounter.SLOW_CONSUMERS_MAX_PENDING);
        json("/varz");
        JsonNode varz = json("/varz");
        assertThat(varz.fieldNames()).toIterable().contains("server_id", "server_name", "version", "proto", "host",
                "port", "max_connections", "ping_interval", "ping_max", "http_host", "http_port", "http_base_path",
                "https_port", "auth_timeout", "max_control_line", "max_payload", "max_pending", "cluster", "gateway",
                "leaf", "mqtt", "websocket", "jetstream", "tls_timeout", "write_deadline", "start", "now", "uptime",
                "mem", "cores", "gomaxprocs", "cpu", "connections", "total_connections", "routes", "remotes",
                "leafnodes", "in_msgs", "in_bytes", "out_msgs", "out_bytes", "slow_consumers", "subscriptions",
                "http_req_stats", "config_load_time", "config_digest", "slow_consumer_stats");
        assertThat(varz.get("server_id").textValue()).isEqualTo("NABC");
        assertThat(varz.get("host").textValue()).isEqualTo("0.0.0.0");
        assertThat(varz.get("port").intValue()).isEqualTo(14222);
        assertThat(varz.get("http_port").intValue()).isEqualTo(server.endpoint().port());
        assertThat(varz.get("auth_required").booleanValue()).isTrue();
        assertThat(varz.get("ping_interval").longValue()).isEqualTo(120_000_000_000L);
        assertThat(varz.get("start").textValue()).isEqualTo(Instant.ofEpochMilli(FakeBroker.START).toString());
        assertThat(varz.get("mem").longValue()).isGreaterThan(1 << 20);
        assertThat(varz.get("connections").intValue()).isEqualTo(2);
        assertThat(varz.get("total_connections").intValue()).isEqualTo(5);
        assertThat(varz.get("in_msgs").intValue()).isEqualTo(100);
        assertThat(varz.get("slow_consumers").intValue()).isEqualTo(1);
        assertThat(varz.get("http_req_stats").get("/varz").intValue()).isEqualTo(2);
        assertThat(varz.toString()).doesNotContain("secret");
    }

    @Test
    void varzAndRoutezShowTheCluster() throws Exception {
        assertThat(json("/routez").get("routes")).isEmpty();
        routes = FakeBroker.stub(RouteReporter.class, Map.of("clusterName", "c1",
                "listening", List.of(Endpoint.of("127.0.0.1", 4248)),
                "configured", List.of(Endpoint.parse("nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248")),
                "routes", List.of(new RouteSnapshot(9, "NXYZ", "s2", true, true,
                        Endpoint.parse("[18-ffaa:1:10bf,127.0.0.1]:4248"), "scion", null, FakeBroker.START,
                        FakeBroker.START, 20_500_000, 4, 0, 1, 2, 3, 4, true, 2, 500))));
        JsonNode route = json("/routez").get("routes").get(0);
        assertThat(route.get("rid").intValue()).isEqualTo(9);
        assertThat(route.get("remote_id").textValue()).isEqualTo("NXYZ");
        assertThat(route.get("did_solicit").booleanValue()).isTrue();
        assertThat(route.get("ip").textValue()).isEqualTo("127.0.0.1");
        assertThat(route.get("isd_as").textValue()).isEqualTo("18-ffaa:1:10bf");
        assertThat(route.get("suspended").booleanValue()).isTrue();
        assertThat(route.get("resumptions").intValue()).isEqualTo(2);
        assertThat(route.get("retained_size").intValue()).isEqualTo(500);
        assertThat(route.get("rtt").textValue()).isEqualTo("20.5ms");
        JsonNode varz = json("/varz");
        assertThat(varz.get("routes").intValue()).isEqualTo(1);
        assertThat(varz.get("remotes").intValue()).isEqualTo(1);
        assertThat(varz.get("cluster").get("name").textValue()).isEqualTo("c1");
        assertThat(varz.get("cluster").get("cluster_port").intValue()).isEqualTo(4248);
        assertThat(varz.get("cluster").get("urls").get(0).textValue()).isEqualTo("18-ffaa:1:10bf,127.0.0.1:4248");
    }

    @Test
    void connzShowsConnectionsInPages() throws Exception {
        for (int id = 1; id <= 5; id++) {
            broker.connect(id, Endpoint.of("127.0.0.1", 50_000 + id), id == 3 ? "carol" : "bob", id, 10 - id);
        }
        JsonNode connz = json("/connz?offset=1&limit=2");
        assertThat(connz.get("num_connections").intValue()).isEqualTo(2);
        assertThat(connz.get("total").intValue()).isEqualTo(5);
        assertThat(ids(connz)).containsExactly(2, 3);
        JsonNode second = connz.get("connections").get(0);
        assertThat(second.get("port").intValue()).isEqualTo(50_002);
        assertThat(second.get("rtt").textValue()).isEqualTo("683µs");
        assertThat(second.get("lang").textValue()).isEqualTo("java");
        assertThat(second.has("authorized_user")).isFalse();
        assertThat(ids(json("/connz?offset=99"))).isEmpty();
        assertThat(json("/connz?limit=1000000").get("limit").intValue()).isEqualTo(4096);
    }

    @Test
    void connzFiltersAndSorts() throws Exception {
        for (int id = 1; id <= 3; id++) {
            broker.connect(id, Endpoint.of("127.0.0.1", 50_000 + id), id == 3 ? "carol" : "bob", id, 10 - id);
        }
        assertThat(ids(json("/connz?sort=subs"))).containsExactly(3, 2, 1);
        assertThat(ids(json("/connz?sort=msgs_from"))).containsExactly(1, 2, 3);
        assertThat(ids(json("/connz?sort=idle"))).containsExactly(3, 2, 1);
        assertThat(ids(json("/connz?sort=last"))).containsExactly(1, 2, 3);
        assertThat(ids(json("/connz?cid=2"))).containsExactly(2);
        assertThat(ids(json("/connz?user=carol"))).containsExactly(3);
        assertThat(ids(json("/connz?acc=other"))).isEmpty();
        assertThat(ids(json("/connz?state=closed"))).isEmpty();
        assertThat(json("/connz?auth=1").get("connections").get(0).get("authorized_user").textValue())
                .isEqualTo("bob");
    }

    private static List<Integer> ids(JsonNode connz) {
        return connz.get("connections").findValues("cid").stream().map(JsonNode::intValue).toList();
    }

    @Test
    void wrongParametersAreNamed() throws Exception {
        assertThat(get("/connz?sort=foo").statusCode()).isEqualTo(400);
        assertThat(get("/connz?sort=foo").body()).isEqualTo("invalid sorting option: \"foo\"");
        assertThat(get("/connz?limit=foo").body())
                .isEqualTo("Error decoding int for 'limit': expected a number, got \"foo\"");
        assertThat(get("/connz?auth=maybe").body()).startsWith("Error decoding boolean for 'auth'");
        assertThat(get("/connz?state=odd").body()).startsWith("Error decoding state for \"odd\"");
        assertThat(get("/connz?sort=reason").body()).isEqualTo("sort by reason only valid on closed connections");
        assertThat(get("/connz?sort=" + "x".repeat(1000)).body()).hasSizeLessThan(150);
        assertThat(server.counters().get(MonitoringCounter.REQUESTS_REFUSED)).isEqualTo(7);
    }

    @Test
    void subszCountsSubscriptionsOfAccounts() throws Exception {
        assertThat(json("/subsz").get("num_subscriptions").intValue()).isEqualTo(7);
        assertThat(json("/subscriptionsz").get("num_subscriptions").intValue()).isEqualTo(7);
        assertThat(json("/subsz?acc=A").get("num_subscriptions").intValue()).isEqualTo(4);
    }

    @Test
    void healthzIsOkWhileClientsCanConnect() throws Exception {
        assertThat(json("/healthz").get("status").textValue()).isEqualTo("ok");
        broker.listening(List.of());
        HttpResponse<String> unhealthy = get("/healthz");
        assertThat(unhealthy.statusCode()).isEqualTo(503);
        assertThat(unhealthy.body()).contains("unavailable", "no port is open for clients");
        assertThat(get("/healthz?details=true").body()).contains("\"status\": \"error\"");
    }

    @Test
    void pathzShowsEveryPathOfEveryPeer() throws Exception {
        IsdAs here = IsdAs.parse("1-ff00:0:111");
        IsdAs there = IsdAs.parse("1-ff00:0:112");
        PathMetadata metadata = new PathMetadata(List.of(new PathInterface(here, 3), new PathInterface(there, 3)), 1300,
                List.of(55_000_000L), List.of(250_000L), List.of(), List.of(), List.of(), List.of());
        Path path = FakeBroker.stub(Path.class, Map.of("metadata", metadata, "fingerprint", "5ba0",
                "expiry", Instant.ofEpochSecond(1_795_505_972)));
        PathReporter.PathStatus status = new PathReporter.PathStatus(path, PathReporter.State.ACTIVE, 21_000_000, 1, 2,
                3, 4, Instant.ofEpochMilli(FakeBroker.START));
        paths.add(() -> List.of(new PathReporter.PeerPaths("1-ff00:0:111,127.0.0.1:4248",
                "1-ff00:0:112,127.0.0.1:5248", "redundant", List.of(status), 2, "silence")));
        JsonNode peer = json("/pathz").get("peers").get(0);
        assertThat(peer.get("remote").textValue()).isEqualTo("1-ff00:0:112,127.0.0.1:5248");
        assertThat(peer.get("mode").textValue()).isEqualTo("redundant");
        assertThat(peer.get("switches").intValue()).isEqualTo(2);
        JsonNode shown = peer.get("paths").get(0);
        assertThat(shown.get("state").textValue()).isEqualTo("active");
        assertThat(shown.get("interfaces").get(1).textValue()).isEqualTo("1-ff00:0:112#3");
        assertThat(shown.get("announced_latency").textValue()).isEqualTo("55ms");
        assertThat(shown.get("announced_bandwidth_kbits").intValue()).isEqualTo(250_000);
        assertThat(shown.get("rtt").textValue()).isEqualTo("21ms");
        assertThat(shown.get("expiry").textValue()).isEqualTo("2026-11-24T07:39:32Z");
    }

    @Test
    void countzAddsUpSourcesOfOneSubsystemAndShowsItsOwn() throws Exception {
        Counters<BrokerCounter> one = new Counters<>("broker", BrokerCounter.class);
        Counters<BrokerCounter> other = new Counters<>("broker", BrokerCounter.class);
        one.add(BrokerCounter.NO_RESPONDERS, 2);
        other.add(BrokerCounter.NO_RESPONDERS, 3);
        counters.addAll(List.of(one, other));
        JsonNode shown = json("/countz").get("counters");
        assertThat(shown.get("broker").get("no_responders").intValue()).isEqualTo(5);
        assertThat(shown.get("monitoring").get("requests").intValue()).isEqualTo(1);
    }

    @Test
    void aSourceThatFailsCostsOneAnswer() throws Exception {
        paths.add(() -> {
            throw new IllegalStateException("gone");
        });
        assertThat(get("/pathz").statusCode()).isEqualTo(500);
        assertThat(get("/varz").statusCode()).isEqualTo(200);
        assertThat(server.counters().get(MonitoringCounter.INTERNAL_ERRORS)).isEqualTo(1);
    }

    @Test
    void rootLinksToThePagesUnderTheBasePath() throws Exception {
        start("/nats", 8, Duration.ofSeconds(10));
        assertThat(get("/nats").body()).contains("<a href=\"/nats/varz\">").contains("Pleach 0.1.0");
        assertThat(get("/nats/").statusCode()).isEqualTo(200);
        assertThat(get("/nats/varz").statusCode()).isEqualTo(200);
        assertThat(get("/varz").statusCode()).isEqualTo(404);
        assertThat(get("/nats/nope").body()).isEqualTo("404 page not found\n");
    }

    @Test
    void takesGetAndHeadOnly() throws Exception {
        start("", 8, Duration.ofSeconds(10));
        HttpResponse<String> head = client.send(HttpRequest.newBuilder(uri("/varz"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        HttpResponse<String> post = client.send(HttpRequest.newBuilder(uri("/varz"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @Test
    void refusesOversizedAndMalformedRequests() throws Exception {
        start("", 8, Duration.ofSeconds(10));
        assertThat(answerTo("GET /varz?" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414");
        assertThat(answerTo("GET /varz HTTP/1.1\r\nX: " + "x".repeat(10_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(answerTo("POST /varz HTTP/1.1\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5000)))
                .startsWith("HTTP/1.1 413");
        assertThat(answerTo("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(answerTo("GET /%zz HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(get("/varz").statusCode()).isEqualTo(200);
    }

    private String answerTo(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.endpoint().port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Test
    void closesWhoIsSlowToAsk() throws Exception {
        start("", 8, Duration.ofMillis(200));
        try (Socket silent = connect()) {
            silent.getOutputStream().write("GET /varz".getBytes(US_ASCII));
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.counters().get(MonitoringCounter.TIMEOUTS)).isEqualTo(1);
    }

    @Test
    void closesWhoIsSlowToTakeTheAnswer() throws Exception {
        for (int id = 1; id <= 4096; id++) {
            broker.connect(id, Endpoint.of("127.0.0.1", 1), "bob", 1, 1);
        }
        start("", 8, Duration.ofMillis(300));
        List<Socket> greedy = new ArrayList<>();
        try {
            // More than the operating system's buffers take, and nobody reads it.
            for (int i = 0; i < 2; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(4096);
                socket.connect(new InetSocketAddress("127.0.0.1", server.endpoint().port()));
                socket.getOutputStream().write("GET /connz?limit=4096 HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
                greedy.add(socket);
            }
            await().until(() -> server.counters().get(MonitoringCounter.TIMEOUTS) == 2);
        } finally {
            for (Socket socket : greedy) {
                socket.close();
            }
        }
    }

    @Test
    void takesOnlySoManyConnections() throws Exception {
        start("", 2, Duration.ofSeconds(10));
        try (Socket first = connect(); Socket second = connect(); Socket third = connect()) {
            assertThat(third.getInputStream().read()).isEqualTo(-1);
            assertThat(server.counters().get(MonitoringCounter.CONNECTIONS_REFUSED)).isEqualTo(1);
            first.getOutputStream().write("GET /healthz HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
            assertThat(first.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void servesRequestsOneAfterAnotherOnAConnection() throws Exception {
        start("", 1, Duration.ofSeconds(10));
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write("GET /healthz HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
                assertThat(readUntil(socket.getInputStream(), "}")).contains("HTTP/1.1 200 OK");
            }
        }
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            text.append((char) in.read());
        }
        return text.toString();
    }

    @Test
    void closingClosesPortAndConnections() throws Exception {
        start("", 8, Duration.ofSeconds(10));
        try (Socket socket = connect()) {
            assertThat(get("/healthz").statusCode()).isEqualTo(200);
            server.close();
            server.close();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        // The JDK's selector gives a closed port back one turn later.
        await().untilAsserted(() -> assertThatThrownBy(() -> connect().close())
                .isInstanceOf(ConnectException.class));
    }

    @Test
    void saysWhyAPortCannotBeOpened() {
        start("", 8, Duration.ofSeconds(10));
        int taken = server.endpoint().port();
        Collection<CounterSource> none = List.of();
        assertThatThrownBy(() -> MonitoringServer.start(
                new MonitoringOptions("127.0.0.1", taken, "", 8, Duration.ofSeconds(1)), network,
                new Sources(broker.broker(), () -> null, () -> paths, () -> none)).toCompletableFuture().join())
                .hasCauseInstanceOf(BindException.class)
                .hasMessageContaining("can't listen to the monitor port: 127.0.0.1:" + taken)
                .hasMessageContaining("already in use");
    }
}
