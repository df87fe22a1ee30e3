package org.pleach.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both servers have dialled and each has registered its own connection: which one stays must be agreed. */
@Timeout(60)
class CrossingRoutesTest {

    private ServerSocket peersPort;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        peersPort = new ServerSocket(0);
        peersPort.setSoTimeout(20_000);
        node = Node.start("node", "routes = [\"nats-route://127.0.0.1:" + peersPort.getLocalPort() + "\"]");
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
        peersPort.close();
    }

    private RawPeer dialledBy(String info) throws Exception {
        RawPeer peer = new RawPeer(peersPort.accept());
        peer.expect("CONNECT ");
        peer.send(info);
        peer.expect("INFO ");
        return peer;
    }

    private RawPeer dialling(String id, String info) throws Exception {
        RawPeer peer = RawPeer.to(node.routePort());
        peer.expect("INFO ");
        peer.send("CONNECT {\"name\":\"" + id + "\",\"cluster\":\"c1\"}\r\n" + info);
        return peer;
    }

    private void assertStays(RawPeer kept, RawPeer closed) throws Exception {
        assertThat(closed.last()).as("no complaint").isIn(null, "PING");
        kept.send("RS+ $G foo\r\nPING\r\n");
        kept.expect("PONG");
        assertThat(node.peers()).hasSize(1);
        assertThat(node.broker.globalAccount().subscriptions()).isEqualTo(1);
        assertThat(node.cluster.routes().get(0).configured()).isTrue();
        assertThat(node.count(ClusterCounter.RECONNECTS)).isZero();
    }

    @Test
    void natsServerKeepsItsOwnSoThatStays() throws Exception {
        String info = RawPeer.info("ZZZZ", peersPort.getLocalPort());
        try (RawPeer ours = dialledBy(info); RawPeer theirs = dialling("ZZZZ", info)) {
            assertStays(theirs, ours);
        }
    }

    @Test
    void ofTwoAlikeTheOneWithTheSmallerIdKeepsItsOwn() throws Exception {
        String info = RawPeer.info("AAAA", peersPort.getLocalPort()).replace("go1.25", "java17");
        try (RawPeer ours = dialledBy(info); RawPeer theirs = dialling("AAAA", info)) {
            assertStays(theirs, ours);
        }
    }

    @Test
    void ofTwoAlikeTheOneWithTheGreaterIdGivesWay() throws Exception {
        String info = RawPeer.info("ZZZZ", peersPort.getLocalPort()).replace("go1.25", "java17");
        try (RawPeer ours = dialledBy(info); RawPeer theirs = dialling("ZZZZ", info)) {
            assertStays(ours, theirs);
        }
    }

    @Test
    void dialsAgainForTheConfigurationWhenWhatStayedIsLost() throws Exception {
        String info = RawPeer.info("ZZZZ", peersPort.getLocalPort());
        try (RawPeer ours = dialledBy(info)) {
            try (RawPeer theirs = dialling("ZZZZ", info)) {
                assertThat(ours.last()).isIn(null, "PING");
            }
            try (RawPeer again = dialledBy(info)) {
                await().untilAsserted(() -> assertThat(node.peers()).containsExactly("ZZZZ"));
                again.send("PING\r\n");
                again.expect("PONG");
            }
        }
    }
}
