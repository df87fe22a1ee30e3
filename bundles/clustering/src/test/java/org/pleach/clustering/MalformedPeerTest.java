package org.pleach.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that do it wrong are told so and closed, and disturb nobody. */
@Timeout(60)
class MalformedPeerTest {

    private static final String CONNECT = "CONNECT {\"name\":\"NX\",\"cluster\":\"c1\"}\r\n";

    private Node node = Node.start("node", "ping_interval = 200ms");

    @AfterEach
    void stop() {
        node.close();
    }

    private String answerTo(String text) throws Exception {
        try (RawPeer peer = RawPeer.to(node.routePort())) {
            peer.send(text);
            return peer.last();
        }
    }

    @Test
    void introducesItselfFirst() throws Exception {
        try (RawPeer peer = RawPeer.to(node.routePort())) {
            assertThat(peer.line()).startsWith("INFO {\"server_id\":\"" + node.id() + "\",\"server_name\":\"node\"")
                    .contains("\"cluster\":\"c1\"", "\"headers\":true", "\"host\":\"127.0.0.1\"",
                            "\"port\":" + node.routePort())
                    .doesNotContain("route_pool_size", "lnoc", "cluster_dynamic");
        }
    }

    @Test
    void tellsAClientThatItIsWrongHere() throws Exception {
        assertThat(answerTo("CONNECT {\"lang\":\"go\",\"verbose\":false}\r\n"))
                .isEqualTo("-ERR 'attempted to connect to route port'");
    }

    @Test
    void tellsAGatewayThatItIsWrongHere() throws Exception {
        assertThat(answerTo("CONNECT {\"gateway\":\"G\"}\r\n"))
                .isEqualTo("-ERR 'Rejecting connection from gateway \"G\" on the Route port'");
    }

    @Test
    void tellsAPeerOfAnotherClusterBothNames() throws Exception {
        assertThat(answerTo("CONNECT {\"name\":\"NX\",\"cluster\":\"ZZ\"}\r\n"))
                .isEqualTo("-ERR 'Rejecting connection, cluster name \"ZZ\" does not match \"c1\"'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "RS+ $G foo\r\n", "RMSG $G foo 0\r\n\r\n", "INFO {}\r\n",
            "\0\0\0\0"})
    void refusesWhatIsNoGreeting(String text) throws Exception {
        assertThat(answerTo(text)).isEqualTo("-ERR 'Unknown Protocol Operation'");
        assertThat(node.count(ClusterCounter.PROTOCOL_ERRORS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {CONNECT + "RS+ $G foo\r\n", CONNECT + CONNECT, CONNECT + "RS- $G foo\r\n"})
    void refusesWhatComesTooEarlyOrTwice(String text) throws Exception {
        assertThat(answerTo(text)).isEqualTo("-ERR 'Unknown Protocol Operation'");
    }

    @Test
    void makesNoRoomForAPayloadBeforeTheGreeting() throws Exception {
        assertThat(answerTo(CONNECT + "RMSG $G foo 60000000\r\n")).isEqualTo("-ERR 'Maximum Payload Violation'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT {\r\n", CONNECT + "INFO {]\r\n", CONNECT + "INFO []\r\n"})
    void refusesJsonThatIsNone(String text) throws Exception {
        assertThat(answerTo(text)).isEqualTo("-ERR 'Parser Error'");
    }

    @Test
    void refusesAPeerWithoutAnId() throws Exception {
        assertThat(answerTo(CONNECT + "INFO {\"cluster\":\"c1\"}\r\n")).isEqualTo("-ERR 'expected server_id in INFO'");
    }

    @Test
    void refusesARouteForOneAccount() throws Exception {
        assertThat(answerTo(CONNECT + RawPeer.info("NX", 1).replace("}", ",\"route_account\":\"$SYS\"}")))
                .isEqualTo("-ERR 'No route for account \"$SYS\"'");
    }

    @Test
    void givesUpAPeerThatSaysNothing() throws Exception {
        try (RawPeer peer = RawPeer.to(node.routePort())) {
            assertThat(peer.last()).isIn("-ERR 'Authentication Timeout'", "-ERR 'Stale Connection'");
        }
    }

    @Test
    void givesUpAPeerThatAnswersNoPing() throws Exception {
        try (RawPeer peer = RawPeer.routeTo(node, "NX")) {
            await().untilAsserted(() -> assertThat(node.peers()).containsExactly("NX"));
            assertThat(peer.last()).isEqualTo("-ERR 'Stale Connection'");
            await().untilAsserted(() -> assertThat(node.peers()).isEmpty());
            assertThat(node.count(ClusterCounter.STALE_ROUTES)).isEqualTo(1);
        }
    }

    @Test
    void keepsARouteThatTellsInvalidInterest() throws Exception {
        try (RawPeer peer = RawPeer.routeTo(node, "NX")) {
            peer.send("RS+ $G foo..bar\r\nRS+ $G >.x q 3\r\nRS- $G never.told\r\nPING\r\n");
            assertThat(peer.expect("-ERR")).isEqualTo("-ERR 'Invalid Subscription'");
            assertThat(peer.expect("-ERR")).isEqualTo("-ERR 'Invalid Subscription'");
            peer.expect("PONG");
            assertThat(node.count(ClusterCounter.INVALID_INTEREST)).isEqualTo(2);
            assertThat(node.peers()).containsExactly("NX");
        }
    }

    @Test
    void forgetsTheInterestOfAPeerThatBreaksOff() throws Exception {
        try (RawPeer peer = RawPeer.routeTo(node, "NX")) {
            peer.send("RS+ $G foo\r\nRS+ $G foo q 3\r\nRS+ $G foo q 5\r\nPING\r\n");
            peer.expect("PONG");
            assertThat(node.broker.globalAccount().subscriptions()).isEqualTo(2);
            peer.send("RS+ nonsense\r\n");
            assertThat(peer.last()).isEqualTo("-ERR 'Parser Error'");
        }
        await().untilAsserted(() -> assertThat(node.broker.globalAccount().subscriptions()).isZero());
    }

    @Test
    void dialsWhomAPeerTellsOfAndOnlyThem() throws Exception {
        try (ServerSocket server = new ServerSocket(0); RawPeer peer = RawPeer.routeTo(node, "NX")) {
            server.setSoTimeout(20_000);
            String told = RawPeer.info("NY", server.getLocalPort());
            peer.send(told.replace("}", ",\"ip\":\"nats-route://[nonsense/\"}"));
            peer.send(RawPeer.info("NZ", 70_000).replace("}", ",\"ip\":\"nats-route://127.0.0.1:0/\"}"));
            peer.send(told.replace("NY", node.id()).replace("}", ",\"ip\":\"nats-route://127.0.0.1:1/\"}"));
            peer.send(told.replace("}", ",\"ip\":\"nats-route://127.0.0.1:" + server.getLocalPort()
                    + "/\",\"gossip_mode\":1}"));
            try (RawPeer dialled = new RawPeer(server.accept())) {
                assertThat(dialled.line())
                        .startsWith("CONNECT {\"echo\":true,\"verbose\":false,\"pedantic\":false,")
                        .contains("\"name\":\"" + node.id() + '"', "\"cluster\":\"c1\"");
                dialled.send(RawPeer.info("NY", server.getLocalPort()));
                assertThat(dialled.expect("INFO ")).contains("\"gossip_mode\":1");
                await().untilAsserted(() -> assertThat(node.peers()).containsExactly("NX", "NY"));
            }
            assertThat(node.count(ClusterCounter.GOSSIP_RECEIVED)).isEqualTo(4);
            assertThat(node.count(ClusterCounter.ROUTES_CREATED)).isEqualTo(2);
        }
    }

    @Test
    void tellsOthersWhereANewPeerCanBeDialled() throws Exception {
        try (RawPeer first = RawPeer.routeTo(node, "NX")) {
            await().untilAsserted(() -> assertThat(node.peers()).containsExactly("NX"));
            try (RawPeer second = RawPeer.routeTo(node, "NY")) {
                assertThat(first.expect("INFO ")).contains("\"server_id\":\"NY\"",
                        "\"ip\":\"nats-route://127.0.0.1:1/\"",
                        "\"gossip_mode\":1");
                second.send("PING\r\n");
                second.expect("PONG");
            }
        }
    }
}
