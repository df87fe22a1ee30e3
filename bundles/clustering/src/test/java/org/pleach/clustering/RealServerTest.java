package org.pleach.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** One cluster of nats-server and Pleach. */
@Timeout(90)
@EnabledIfEnvironmentVariable(named = RealServer.VARIABLE, matches = ".+",
        disabledReason = "set NATS_SERVER to the path of a nats-server binary to test against it")
class RealServerTest {

    private static final Duration LONG = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private final Deque<AutoCloseable> servers = new ArrayDeque<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable server : servers) {
            if (server instanceof RealServer real && Boolean.getBoolean("test.peer.log")) {
                real.log.forEach(System.out::println);
            }
            server.close();
        }
    }

    private RealServer real(String name, String cluster) throws Exception {
        RealServer server = new RealServer(folder, name, cluster);
        servers.push(server);
        return server;
    }

    private Node node(String name, String config) {
        Node node = Node.start(name, config);
        servers.push(node);
        return node;
    }

    private static String routes(int... ports) {
        StringBuilder routes = new StringBuilder("routes: [");
        for (int port : ports) {
            routes.append("\"nats-route://127.0.0.1:").append(port).append("\",");
        }
        return routes.append(']').toString();
    }

    private static void awaitPeers(Node node, String... peers) {
        await().atMost(LONG).untilAsserted(() -> assertThat(node.peers()).containsExactly(peers));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Subscribes here and there, and sends everything both ways. */
    private static void exchange(Connection one, Connection other) throws Exception {
        exchangeOneWay(one, other);
        exchangeOneWay(other, one);
    }

    private static void exchangeOneWay(Connection from, Connection to) throws Exception {
        Subscription subscription = to.subscribe("plain.*");
        Subscription queue = to.subscribe("plain.a", "q");
        to.createDispatcher(m -> to.publish(m.getReplyTo(), m.getData())).subscribe("echo");
        await().atMost(LONG).ignoreExceptions().until(() -> from.request("echo", bytes("x"),
                Duration.ofMillis(300)) != null);
        from.publish("plain.a", "some.reply", bytes("1"));
        from.publish("plain.b", null, new Headers().add("K", "v"), bytes("2"));
        from.publish("plain.c", new byte[300_000]);
        assertThat(subscription.nextMessage(LONG)).satisfies(m -> {
            assertThat(m.getReplyTo()).isEqualTo("some.reply");
            assertThat(m.getData()).isEqualTo(bytes("1"));
        });
        assertThat(queue.nextMessage(LONG).getData()).isEqualTo(bytes("1"));
        assertThat(subscription.nextMessage(LONG).getHeaders().getFirst("K")).isEqualTo("v");
        assertThat(subscription.nextMessage(LONG).getData()).hasSize(300_000);
        assertThat(from.request("echo", bytes("y"), LONG).getData()).isEqualTo(bytes("y"));
        subscription.unsubscribe();
        queue.unsubscribe();
    }

    @Test
    void dialsARealServer() throws Exception {
        RealServer real = real("real", "");
        Node node = node("node", routes(real.routePort()));
        awaitPeers(node, "real");
        exchange(real.client(), node.client());
        assertThat(node.peers()).containsExactly("real");
        assertThat(node.count(ClusterCounter.ROUTES_CREATED)).isEqualTo(1);
    }

    @Test
    void isDialledByARealServer() throws Exception {
        Node node = node("node", "");
        RealServer real = real("real", routes(node.routePort()));
        awaitPeers(node, "real");
        exchange(real.client(), node.client());
        assertThat(node.peers()).containsExactly("real");
    }

    @Test
    void standsInAMeshWithRealServersByGossip() throws Exception {
        RealServer hub = real("hub", "");
        RealServer other = real("other", routes(hub.routePort()));
        Node node = node("node", routes(hub.routePort()));
        Node second = node("second", routes(hub.routePort()));
        awaitPeers(node, "hub", "other", "second");
        awaitPeers(second, "hub", "node", "other");
        exchange(other.client(), second.client());
        exchange(hub.client(), node.client());
        exchange(node.client(), second.client());
    }

    @Test
    void tellsARealServerOfOthersAsTheirHub() throws Exception {
        Node hub = node("hub", "");
        RealServer one = real("one", routes(hub.routePort()));
        RealServer two = real("two", routes(hub.routePort()));
        Node three = node("three", routes(hub.routePort()));
        awaitPeers(hub, "one", "three", "two");
        awaitPeers(three, "hub", "one", "two");
        exchange(one.client(), two.client());
        exchange(two.client(), three.client());
        assertThat(one.hasLogged("Error parsing")).isFalse();
    }

    @Test
    void settlesOnOneRouteWhenBothDial() throws Exception {
        Node node = node("node", "");
        RealServer real = real("real", routes(node.routePort()));
        node.cluster.reload(Node.options("name = c1\nlisten = \"127.0.0.1:0\"\n" + routes(real.routePort())));
        await().atMost(LONG).during(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(node.peers())
                .containsExactly("real"));
        exchange(real.client(), node.client());
        await().atMost(LONG).untilAsserted(() -> assertThat(
                node.count(ClusterCounter.ROUTES_CREATED) - node.count(ClusterCounter.ROUTES_CLOSED)).isEqualTo(1));
    }

    @Test
    void sharesAQueueGroupWithARealServer() throws Exception {
        RealServer real = real("real", "");
        Node node = node("node", routes(real.routePort()));
        Node third = node("third", routes(real.routePort()));
        awaitPeers(third, "node", "real");
        awaitPeers(node, "real", "third");
        AtomicInteger atReal = new AtomicInteger();
        AtomicInteger atThird = new AtomicInteger();
        real.client().createDispatcher(m -> atReal.incrementAndGet()).subscribe("work", "q");
        third.client().createDispatcher(m -> atThird.incrementAndGet()).subscribe("work", "q");
        await().atMost(LONG).untilAsserted(() -> assertThat(node.broker.globalAccount().subscriptions()).isEqualTo(2));
        Connection publisher = node.client();
        for (int i = 0; i < 400; i++) {
            publisher.publish("work", bytes("" + i));
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(atReal.get() + atThird.get()).isEqualTo(400));
        assertThat(atReal.get()).isBetween(100, 300);
    }

    @Test
    void isTurnedAwayByARealServerOfAnotherCluster() throws Exception {
        RealServer real = real("real", "");
        Node node = Node.startWith("node", "name = ZZ\nlisten = \"127.0.0.1:0\"\n" + routes(real.routePort()));
        servers.push(node);
        await().atMost(LONG).until(() -> real.hasLogged("cluster name \"ZZ\" does not match \"c1\""));
        assertThat(node.peers()).isEmpty();
    }
}
