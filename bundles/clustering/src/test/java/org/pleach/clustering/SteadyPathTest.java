package org.pleach.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What a message between servers costs in memory: nothing that grows with their number. */
@Timeout(120)
@Isolated("changes how buffers are watched")
class SteadyPathTest {

    private static final int MESSAGES = 20_000;
    private static final int ROUNDS = 12;
    private static final int PAYLOAD = 64;
    /** Reading from and writing to a socket makes some objects, but for many messages at a time. */
    private static final double MOST_BYTES_A_MESSAGE = 16;

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    private Node node;

    @BeforeEach
    void start() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        node = Node.startWith("node", "name = c1\nlisten = \"127.0.0.1:0\"");
    }

    @AfterEach
    void stop() {
        node.close();
        ResourceLeakDetector.setLevel(level);
    }

    /** Bytes allocated by the node's only event loop for each message, in the best of some rounds. */
    private double cost(RawPeer from, String frame, RawPeer to, int wireLength) throws Exception {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long eventLoop = node.network.eventLoops().next().submit(() -> Thread.currentThread().getId()).get();
        byte[] all = frame.repeat(MESSAGES).getBytes(StandardCharsets.US_ASCII);
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getThreadAllocatedBytes(eventLoop);
            from.send(all);
            to.skip((long) MESSAGES * wireLength);
            least = Math.min(least, (threads.getThreadAllocatedBytes(eventLoop) - before) / (double) MESSAGES);
        }
        return least;
    }

    @Test
    void aMessageToAnotherServerMakesNoObject() throws Exception {
        try (RawPeer route = RawPeer.routeTo(node, "NX"); RawPeer client = RawPeer.to(node.clientPort())) {
            route.send("RS+ $G foo.*\r\nRS+ $G foo.* q 1\r\nPING\r\n");
            route.expect("PONG");
            route.expect("PING");
            route.send("PONG\r\n");
            client.send("CONNECT {\"verbose\":false}\r\nPING\r\n");
            client.expect("PONG");
            String sent = "PUB foo.bar reply " + PAYLOAD + "\r\n" + "x".repeat(PAYLOAD) + "\r\n";
            String expected = "RMSG $G foo.bar + reply q " + PAYLOAD + "\r\n" + "x".repeat(PAYLOAD) + "\r\n";
            assertThat(cost(client, sent, route, expected.length())).isLessThan(MOST_BYTES_A_MESSAGE);
        }
    }

    @Test
    void aMessageFromAnotherServerMakesNoObject() throws Exception {
        try (RawPeer route = RawPeer.routeTo(node, "NX"); RawPeer client = RawPeer.to(node.clientPort())) {
            client.send("CONNECT {\"verbose\":false}\r\nSUB foo.* q 7\r\nPING\r\n");
            client.expect("PONG");
            route.expect("RS+ $G foo.* q 1");
            await().untilAsserted(() -> assertThat(node.peers()).containsExactly("NX"));
            String sent = "RMSG $G foo.bar | q " + PAYLOAD + "\r\n" + "x".repeat(PAYLOAD) + "\r\n";
            String expected = "MSG foo.bar 7 " + PAYLOAD + "\r\n" + "x".repeat(PAYLOAD) + "\r\n";
            assertThat(cost(route, sent, client, expected.length())).isLessThan(MOST_BYTES_A_MESSAGE);
        }
    }
}
