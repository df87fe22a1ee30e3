package org.pleach.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that are slow, silent, greedy or malicious, over real sockets. */
class HostilePeersTest {

    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final int BODY = 16 << 10;
    private static final String BODY_TEXT = "x".repeat(BODY);

    @Test
    void tellsWhyItClosesAlthoughThereIsMoreToRead() throws Exception {
        try (LoopbackServer server = new LoopbackServer("max_payload: 100000"); RawClient client = server.raw()) {
            client.greet();
            // More than the socket's buffers hold may be unread when the server closes.
            client.send("PUB foo 200000\r\n" + "x".repeat(200_000) + "\r\n");
            assertThat(client.rest()).isEqualTo("-ERR 'Maximum Payload Violation'\r\n");
        }
    }

    @Test
    void refusesConnectionsBeyondTheMaximum() throws Exception {
        try (LoopbackServer server = new LoopbackServer("max_connections: 2");
                RawClient first = server.raw(); RawClient second = server.raw()) {
            first.greet();
            second.greet();
            try (RawClient third = server.raw()) {
                assertThat(third.line()).startsWith("INFO ");
                assertThat(third.rest()).isEqualTo("-ERR 'maximum connections exceeded'\r\n");
            }
            assertThat(server.count(BrokerCounter.MAXIMUM_CONNECTIONS_REFUSED)).isOne();
            first.close();
            await().atMost(WAIT).until(() -> server.server().connections().size() == 1);
            try (RawClient again = server.raw()) {
                again.greet();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void closesAConsumerThatLeavesTooMuchPending(int eventLoops) throws Exception {
        try (LoopbackServer server = new LoopbackServer("max_pending: 4MB", eventLoops);
                RawClient slow = new RawClient(server.port(), 4096);
                RawClient publisher = server.raw(); RawClient good = server.raw()) {
            slow.greet().send("SUB big 1\r\n").sync();
            good.greet().send("SUB small 1\r\n").sync();
            publisher.greet();
            Thread flood = flood(publisher, "big", 2000);
            await().atMost(WAIT).until(() -> server.count(BrokerCounter.SLOW_CONSUMERS_MAX_PENDING) == 1);
            flood.join();
            assertThat(server.count(BrokerCounter.DROPPED_BYTES)).isPositive();
            publisher.sync().send("PUB small 2\r\nok\r\n");
            assertThat(good.line()).isEqualTo("MSG small 1 2");
            await().atMost(WAIT).until(() -> server.server().connections().size() == 2);
            assertThat(server.server().totals().subscriptions()).isOne();
        }
    }

    private static Thread flood(RawClient publisher, String subject, int messages) {
        Thread thread = new Thread(() -> {
            String text = "PUB " + subject + ' ' + BODY + "\r\n" + BODY_TEXT + "\r\n";
            try {
                for (int i = 0; i < messages; i++) {
                    publisher.send(text);
                }
            } catch (IOException e) {
                throw new IllegalStateException("the publisher was closed", e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void closesAConsumerThatTakesNothingWithinTheWriteDeadline() throws Exception {
        try (LoopbackServer server = new LoopbackServer("write_deadline: 300ms, max_pending: 512MB");
                RawClient slow = server.raw(); RawClient publisher = server.raw()) {
            slow.greet().send("SUB big 1\r\n").sync();
            publisher.greet();
            Thread flood = flood(publisher, "big", 2000);
            await().atMost(WAIT).until(() -> server.count(BrokerCounter.SLOW_CONSUMERS_WRITE_DEADLINE) == 1);
            flood.join();
            publisher.sync();
        }
    }

    @Test
    void losesNothingForAConsumerThatReadsSlowly() throws Exception {
        int messages = 3000;
        try (LoopbackServer server = new LoopbackServer("max_pending: 8MB");
                RawClient consumer = server.raw(); RawClient publisher = server.raw()) {
            consumer.greet().send("SUB big 1\r\n").sync();
            publisher.greet();
            Thread flood = flood(publisher, "big", messages);
            // Reads all the time, but slower than the producer sends.
            byte[] buffer = new byte[256 << 10];
            long left = (long) messages * ("MSG big 1 16384\r\n".length() + BODY + 2);
            while (left > 0) {
                int read = consumer.socket().getInputStream().read(buffer);
                assertThat(read).as("closed with %d bytes to come", left).isPositive();
                left -= read;
                Thread.onSpinWait();
            }
            flood.join();
            assertThat(server.count(BrokerCounter.SLOW_CONSUMERS_MAX_PENDING)).isZero();
            assertThat(server.count(BrokerCounter.DROPPED_BYTES)).isZero();
        }
    }

    @Test
    void survivesConnectionsThatComeAndGo() throws Exception {
        try (LoopbackServer server = new LoopbackServer("", 2)) {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket("127.0.0.1", server.port());
                if (i % 3 == 0) {
                    socket.getOutputStream().write("SUB a 1\r\nPUB a 5\r\nhe".getBytes());
                }
                if (i % 2 == 0) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            }
            await().atMost(WAIT).until(() -> server.server().connections().isEmpty());
            await().atMost(WAIT).until(() -> server.count(BrokerCounter.CLIENTS_CLOSED) == 300);
            assertThat(server.server().totals().subscriptions()).isZero();
            assertThat(server.count(BrokerCounter.INTERNAL_ERRORS)).isZero();
        }
    }

    @Test
    void keepsDeliveringToOthersWhileOneTakesNothing() throws Exception {
        try (LoopbackServer server = new LoopbackServer("max_pending: 16MB, write_deadline: 30s");
                RawClient stuck = server.raw(); RawClient good = server.raw(); RawClient publisher = server.raw()) {
            stuck.greet().send("SUB big 1\r\n").sync();
            good.greet().send("SUB big 1\r\n").sync();
            publisher.greet();
            Thread flood = flood(publisher, "big", 3000);
            for (int i = 0; i < 3000; i++) {
                assertThat(good.line()).isEqualTo("MSG big 1 16384");
                assertThat(good.line()).hasSize(BODY);
            }
            flood.join();
        }
    }
}
