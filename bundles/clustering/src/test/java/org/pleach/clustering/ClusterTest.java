package org.pleach.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Deque<Node> nodes = new ArrayDeque<>();

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
    }

    private Node node(String name, String config) {
        Node node = Node.start(name, config);
        nodes.push(node);
        return node;
    }

    private Node joining(String name, Node... others) {
        return node(name, others[0].routesTo(others));
    }

    private static void awaitPeers(Node node, String... peers) {
        await().atMost(LONG).untilAsserted(() -> assertThat(node.peers()).containsExactly(peers));
    }

    /** Waits until what was subscribed at one node is known at the other. */
    private static void awaitInterest(Node at, int subscriptions) {
        await().atMost(LONG).untilAsserted(() -> assertThat(at.broker.globalAccount().subscriptions())
                .isEqualTo(subscriptions));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void carriesMessagesBetweenTwoServers() throws Exception {
        Node a = node("a", "");
        Node b = joining("b", a);
        awaitPeers(a, "b");
        awaitPeers(b, "a");
        Subscription subscription = b.client().subscribe("foo.*");
        awaitInterest(a, 1);
        Connection publisher = a.client();
        publisher.publish("foo.bar", "reply.to", bytes("hello"));
        publisher.publish("foo.baz", null, new Headers().add("K", "v"), bytes("with headers"));
        publisher.publish("foo.empty", new byte[0]);
        Message first = subscription.nextMessage(LONG);
        assertThat(first.getSubject()).isEqualTo("foo.bar");
        assertThat(first.getReplyTo()).isEqualTo("reply.to");
        assertThat(first.getData()).isEqualTo(bytes("hello"));
        Message second = subscription.nextMessage(LONG);
        assertThat(second.getHeaders().getFirst("K")).isEqualTo("v");
        assertThat(second.getData()).isEqualTo(bytes("with headers"));
        assertThat(subscription.nextMessage(LONG).getData()).isEmpty();
        await().untilAsserted(() -> assertThat(b.cluster.routes().get(0).inMessages()).isEqualTo(3));
        assertThat(a.cluster.routes().get(0).outMessages()).isEqualTo(3);
    }

    @Test
    void tellsAPeerWhatWasWantedBeforeItCame() throws Exception {
        Node a = node("a", "");
        Connection client = a.client();
        Subscription subscription = client.subscribe("early.>");
        client.subscribe("early.x", "q");
        client.flush(LONG);
        Node b = joining("b", a);
        awaitInterest(b, 2);
        b.client().publish("early.bird", bytes("1"));
        assertThat(subscription.nextMessage(LONG).getData()).isEqualTo(bytes("1"));
    }

    @Test
    void takesBackInterestThatIsGone() throws Exception {
        Node a = node("a", "");
        Node b = joining("b", a);
        Connection client = b.client();
        Subscription one = client.subscribe("foo");
        Subscription two = client.subscribe("foo");
        Subscription three = client.subscribe("bar", "q");
        awaitInterest(a, 2);
        one.unsubscribe();
        three.unsubscribe();
        awaitInterest(a, 1);
        two.unsubscribe();
        awaitInterest(a, 0);
    }

    @Test
    void answersRequestsFromAnotherServer() throws Exception {
        Node a = node("a", "");
        Node b = joining("b", a);
        Connection service = b.client();
        Dispatcher dispatcher = service.createDispatcher(m -> service.publish(m.getReplyTo(),
                bytes("re: " + new String(m.getData()))));
        dispatcher.subscribe("service");
        awaitInterest(a, 1);
        Connection requester = a.client();
        for (int i = 0; i < 20; i++) {
            assertThat(requester.request("service", bytes("q" + i), LONG).getData()).isEqualTo(bytes("re: q" + i));
        }
    }

    @Test
    void deliversToOneMemberOfAQueueGroupInTheWholeCluster() throws Exception {
        Node a = node("a", "");
        Node b = joining("b", a);
        Node c = joining("c", a, b);
        awaitPeers(a, "b", "c");
        awaitPeers(b, "a", "c");
        AtomicInteger atB = new AtomicInteger();
        AtomicInteger atC = new AtomicInteger();
        b.client().createDispatcher(m -> atB.incrementAndGet()).subscribe("work", "q");
        Connection twice = c.client();
        twice.createDispatcher(m -> atC.incrementAndGet()).subscribe("work", "q");
        twice.createDispatcher(m -> atC.incrementAndGet()).subscribe("work", "q");
        awaitInterest(a, 2);
        await().atMost(LONG).untilAsserted(() -> assertThat(c.broker.globalAccount().subscriptions()).isEqualTo(3));
        Connection publisher = a.client();
        for (int i = 0; i < 600; i++) {
            publisher.publish("work", bytes("" + i));
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(atB.get() + atC.get()).isEqualTo(600));
        assertThat(atC.get()).as("two of three members").isGreaterThan(atB.get());
        assertThat(atB.get()).isPositive();
    }

    @Test
    void prefersALocalMemberOfAQueueGroup() throws Exception {
        Node a = node("a", "");
        Node b = joining("b", a);
        AtomicInteger atA = new AtomicInteger();
        AtomicInteger atB = new AtomicInteger();
        b.client().createDispatcher(m -> atB.incrementAndGet()).subscribe("work", "q");
        Connection local = a.client();
        local.createDispatcher(m -> atA.incrementAndGet()).subscribe("work", "q");
        awaitInterest(a, 2);
        Connection publisher = a.client();
        for (int i = 0; i < 100; i++) {
            publisher.publish("work", bytes("" + i));
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(atA.get()).isEqualTo(100));
        assertThat(atB.get()).isZero();
    }

    @Test
    void passesAMessageOnOnce() throws Exception {
        Node a = node("a", "");
        Node b = joining("b", a);
        Node c = joining("c", a, b);
        awaitPeers(a, "b", "c");
        awaitPeers(b, "a", "c");
        Subscription atB = b.client().subscribe("foo");
        Subscription atC = c.client().subscribe(">");
        Subscription atA = a.client().subscribe("foo");
        awaitInterest(a, 3);
        awaitInterest(b, 3);
        awaitInterest(c, 3);
        Connection publisher = a.client();
        for (int i = 0; i < 50; i++) {
            publisher.publish("foo", bytes("" + i));
        }
        publisher.publish("foo", bytes("last"));
        for (Subscription subscription : List.of(atA, atB, atC)) {
            for (int i = 0; i < 50; i++) {
                assertThat(subscription.nextMessage(LONG).getData()).isEqualTo(bytes("" + i));
            }
            assertThat(subscription.nextMessage(LONG).getData()).isEqualTo(bytes("last"));
            assertThat(subscription.getPendingMessageCount()).as("jnats counts -1 for a moment").isNotPositive();
        }
    }

    @Test
    void connectsEverybodyWithEverybodyThroughOne() {
        Node hub = node("hub", "");
        Node b = joining("b", hub);
        awaitPeers(b, "hub");
        Node c = joining("c", hub);
        Node d = joining("d", hub);
        awaitPeers(hub, "b", "c", "d");
        awaitPeers(b, "c", "d", "hub");
        awaitPeers(c, "b", "d", "hub");
        awaitPeers(d, "b", "c", "hub");
        assertThat(hub.count(ClusterCounter.GOSSIP_SENT)).isPositive();
    }

    @Test
    void connectsEverybodyWithEverybodyOverScionAddresses() {
        Node a = scion("a", "1-ff00:0:110", "");
        Node b = scion("b", "1-ff00:0:111", "routes = [\"" + a.scionRouteUrl() + "\"]");
        awaitPeers(b, "a");
        Node c = scion("c", "2-ff00:0:210", "routes = [\"" + a.scionRouteUrl() + "\"]");
        awaitPeers(a, "b", "c");
        awaitPeers(b, "a", "c");
        awaitPeers(c, "a", "b");
        assertThat(b.cluster.routes()).allSatisfy(route -> {
            assertThat(route.transport()).isEqualTo("fake-scion");
            assertThat(route.remote().isScion()).isTrue();
        });
    }

    private Node scion(String name, String isdAs, String config) {
        Node node = Node.startScion(name, isdAs, config);
        nodes.push(node);
        return node;
    }

    @Test
    void keepsOneRouteWhenBothDialAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Node a = node("a" + round, "");
            Node b = node("b" + round, "");
            a.cluster.reload(Node.options("name = c1\nlisten = \"127.0.0.1:0\"\n" + a.routesTo(b)));
            b.cluster.reload(Node.options("name = c1\nlisten = \"127.0.0.1:0\"\n" + b.routesTo(a)));
            awaitPeers(a, "b" + round);
            awaitPeers(b, "a" + round);
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(a.count(ClusterCounter.ROUTES_CREATED) - a.count(ClusterCounter.ROUTES_CLOSED)).isEqualTo(1);
                assertThat(b.count(ClusterCounter.ROUTES_CREATED) - b.count(ClusterCounter.ROUTES_CLOSED)).isEqualTo(1);
            });
            Subscription subscription = a.client().subscribe("x");
            awaitInterest(b, 1);
            b.client().publish("x", bytes("1"));
            assertThat(subscription.nextMessage(LONG)).isNotNull();
            assertThat(a.cluster.routes().get(0).configured()).isTrue();
            assertThat(b.cluster.routes().get(0).configured()).isTrue();
        }
    }

    @Test
    void noticesARouteToItself() {
        Node a = node("a", "");
        a.cluster.reload(Node.options("name = c1\nlisten = \"127.0.0.1:0\"\nroutes = [\"" + a.routeUrl() + "\"]"));
        await().atMost(LONG).untilAsserted(() -> assertThat(a.count(ClusterCounter.ROUTES_TO_SELF)).isPositive());
        assertThat(a.peers()).isEmpty();
        assertThat(a.count(ClusterCounter.RECONNECTS)).isZero();
    }

    @Test
    void dialsAgainWhenAServerComesBack() throws Exception {
        Node a = Node.start("a", "");
        int port = a.routePort();
        Node b = joining("b", a);
        Subscription subscription = b.client().subscribe("foo");
        awaitInterest(a, 1);
        a.close();
        awaitPeers(b);
        await().atMost(LONG).untilAsserted(() -> assertThat(b.count(ClusterCounter.CONNECT_FAILURES)).isPositive());
        Node again = Node.startWith("a", "name = c1\nlisten = \"127.0.0.1:" + port + '"');
        nodes.push(again);
        awaitPeers(b, "a");
        awaitInterest(again, 1);
        again.client().publish("foo", bytes("back"));
        assertThat(subscription.nextMessage(LONG).getData()).isEqualTo(bytes("back"));
    }

    @Test
    void tellsClientsOfOtherServersAndForgetsThem() throws Exception {
        Node a = node("a", "");
        Connection client = a.client();
        Node b = Node.start("b", a.routesTo(a));
        String url = "127.0.0.1:" + b.clientPort();
        await().atMost(LONG).untilAsserted(() -> assertThat(client.getServerInfo().getConnectURLs()).contains(url));
        b.close();
        await().atMost(LONG).untilAsserted(() -> assertThat(client.getServerInfo().getConnectURLs())
                .doesNotContain(url));
    }

    @Test
    void keepsQuietAboutClientPortsIfAskedTo() throws Exception {
        Node a = node("a", "");
        Connection client = a.client();
        Node b = node("b", "no_advertise = true\n" + a.routesTo(a));
        Node c = joining("c", a);
        await().atMost(LONG).untilAsserted(() -> assertThat(client.getServerInfo().getConnectURLs())
                .contains("127.0.0.1:" + c.clientPort()).doesNotContain("127.0.0.1:" + b.clientPort()));
    }

    @Test
    void closesRoutesThatAreConfiguredNoMore() {
        Node a = node("a", "");
        Node b = joining("b", a);
        awaitPeers(a, "b");
        awaitPeers(b, "a");
        b.cluster.reload(Node.options("name = c1\nlisten = \"127.0.0.1:0\""));
        awaitPeers(a);
        awaitPeers(b);
        assertThat(b.count(ClusterCounter.RECONNECTS)).isZero();
    }

    @Test
    void takesOnTheNameOfAClusterThatHasOne() {
        Node a = node("a", "");
        Node b = Node.startWith("b", "listen = \"127.0.0.1:0\"\n" + a.routesTo(a));
        nodes.push(b);
        awaitPeers(a, "b");
        awaitPeers(b, "a");
        assertThat(b.cluster.clusterName()).isEqualTo("c1");
    }

    @Test
    void refusesAPeerOfAnotherCluster() {
        Node a = node("a", "");
        Node b = Node.startWith("b", "name = other\nlisten = \"127.0.0.1:0\"\n" + a.routesTo(a));
        nodes.push(b);
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(a.count(ClusterCounter.CLUSTER_NAME_CONFLICTS)).isPositive();
            assertThat(b.count(ClusterCounter.ROUTES_CLOSED)).isPositive();
        });
        assertThat(a.peers()).isEmpty();
        assertThat(b.peers()).isEmpty();
    }

    @Test
    void refusesAPeerOfTheSameName() {
        Node a = node("same", "");
        Node b = joining("same", a);
        await().atMost(LONG).untilAsserted(() -> assertThat(a.count(ClusterCounter.DUPLICATE_SERVER_NAMES))
                .isPositive());
        assertThat(a.peers()).isEmpty();
        assertThat(b.count(ClusterCounter.ROUTES_CREATED)).isPositive();
    }

    @Test
    void letsInWhoKnowsThePassword() {
        String secret = "authorization { user = ruth, password = secret }\n";
        Node a = node("a", secret);
        Node stranger = joining("stranger", a);
        await().atMost(LONG).untilAsserted(() -> assertThat(a.count(ClusterCounter.AUTHORIZATION_VIOLATIONS))
                .isPositive());
        Node friend = node("friend", secret + a.routesTo(a));
        Node guest = node("guest", "routes = [\"nats-route://ruth:secret@127.0.0.1:" + a.routePort() + "\"]");
        await().atMost(LONG).untilAsserted(() -> assertThat(a.peers()).containsExactly("friend", "guest"));
        // It takes the peer for its route until the refusal arrives.
        await().atMost(LONG).untilAsserted(() -> assertThat(stranger.peers()).isEmpty());
        await().atMost(LONG).untilAsserted(() -> assertThat(friend.peers()).contains("a"));
        await().atMost(LONG).untilAsserted(() -> assertThat(guest.peers()).contains("a"));
    }

    @Test
    void measuresTheRoundTripAndReportsRoutes() {
        Node a = node("a", "");
        Node b = joining("b", a);
        awaitPeers(a, "b");
        awaitPeers(b, "a");
        await().atMost(LONG).untilAsserted(() -> assertThat(b.cluster.routes().get(0).rttNanos()).isPositive());
        assertThat(b.cluster.routes().get(0)).satisfies(route -> {
            assertThat(route.remoteId()).isEqualTo(a.id());
            assertThat(route.solicited()).isTrue();
            assertThat(route.configured()).isTrue();
            assertThat(route.transport()).isEqualTo("tcp");
            assertThat(route.remote().port()).isEqualTo(a.routePort());
        });
        assertThat(a.cluster.routes().get(0).solicited()).isFalse();
        assertThat(b.cluster.configured()).extracting(Object::toString).containsExactly(a.routeUrl());
    }
}
