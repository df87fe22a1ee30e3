package org.pleach.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a message makes no garbage. */
class AllocationTest {

    private static final int BATCH = 500;

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    @BeforeEach
    void trackNoLeaks() {
        // Tracking makes objects of its own.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void trackAgain() {
        ResourceLeakDetector.setLevel(level);
    }

    @Test
    void makesNoObjectPerMessage() throws Exception {
        try (LoopbackServer server = new LoopbackServer("");
                RawClient subscriber = server.raw(); RawClient publisher = server.raw()) {
            subscriber.greet().send("SUB orders.* 1\r\nSUB orders.> group 2\r\n").sync();
            publisher.greet();
            String one = "PUB orders.new reply.to.this 128\r\n" + "x".repeat(128) + "\r\n";
            int delivered = ("MSG orders.new 1 reply.to.this 128\r\n".length() + 130) * 2 * BATCH;
            byte[] batch = one.repeat(BATCH).getBytes(StandardCharsets.US_ASCII);
            run(publisher, subscriber, batch, delivered, 400);
            long before = allocated(server);
            run(publisher, subscriber, batch, delivered, 400);
            double perMessage = (double) (allocated(server) - before) / (400 * BATCH);
            assertThat(perMessage).as("bytes allocated per message").isLessThan(1.0);
        }
    }

    @Test
    void makesNoObjectPerBigMessage() throws Exception {
        assertThat(perMessage(8192, 1)).as("bytes allocated per message of 8 KiB").isLessThan(1.0);
    }

    @Test
    void makesNoObjectPerReceiver() throws Exception {
        assertThat(perMessage(128, 100)).as("bytes allocated per message to 100 receivers").isLessThan(1.0);
    }

    private static double perMessage(int size, int receivers) throws Exception {
        int messages = Math.max(16, BATCH * 128 / size / receivers);
        int rounds = 100;
        try (LoopbackServer server = new LoopbackServer(""); RawClient publisher = server.raw()) {
            List<RawClient> subscribers = new ArrayList<>();
            for (int i = 0; i < receivers; i++) {
                subscribers.add(server.raw().greet().send("SUB orders.new " + i + "\r\n").sync());
            }
            publisher.greet();
            byte[] batch = ("PUB orders.new " + size + "\r\n" + "x".repeat(size) + "\r\n").repeat(messages)
                    .getBytes(StandardCharsets.US_ASCII);
            // The least of some: chunks grow and stay the first time much goes to all receivers at once.
            double perMessage = Double.MAX_VALUE;
            for (int measured = 0; measured < 4; measured++) {
                long before = allocated(server);
                for (int round = 0; round < rounds; round++) {
                    publisher.socket().getOutputStream().write(batch);
                    for (int i = 0; i < receivers; i++) {
                        int line = ("MSG orders.new " + i + " " + size + "\r\n").length() + size + 2;
                        subscribers.get(i).socket().getInputStream().skipNBytes((long) line * messages);
                    }
                }
                perMessage = Math.min(perMessage, (double) (allocated(server) - before) / (rounds * messages));
            }
            for (RawClient subscriber : subscribers) {
                subscriber.close();
            }
            return perMessage;
        }
    }

    @Test
    void makesNoObjectPerRequest() throws Exception {
        try (LoopbackServer server = new LoopbackServer("");
                RawClient responder = server.raw(); RawClient requester = server.raw()) {
            responder.greet().send("SUB orders.price 1\r\n").sync();
            requester.greet().send("SUB reply.to.this 1\r\n").sync();
            byte[] request = "PUB orders.price reply.to.this 5\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);
            byte[] reply = "PUB reply.to.this 5\r\nworld\r\n".getBytes(StandardCharsets.US_ASCII);
            int requestLength = "MSG orders.price 1 reply.to.this 5\r\nhello\r\n".length();
            int replyLength = "MSG reply.to.this 1 5\r\nworld\r\n".length();
            int requests = 5000;
            double perRequest = 0;
            for (int measured = 0; measured < 2; measured++) {
                long before = allocated(server);
                for (int i = 0; i < requests; i++) {
                    requester.socket().getOutputStream().write(request);
                    responder.socket().getInputStream().skipNBytes(requestLength);
                    responder.socket().getOutputStream().write(reply);
                    requester.socket().getInputStream().skipNBytes(replyLength);
                }
                perRequest = (double) (allocated(server) - before) / requests;
            }
            assertThat(perRequest).as("bytes allocated per request").isLessThan(1.0);
        }
    }

    private static void run(RawClient publisher, RawClient subscriber, byte[] batch, int delivered, int times)
            throws Exception {
        OutputStream out = publisher.socket().getOutputStream();
        InputStream in = subscriber.socket().getInputStream();
        byte[] buffer = new byte[64 << 10];
        for (int i = 0; i < times; i++) {
            out.write(batch);
            for (int left = delivered; left > 0; ) {
                left -= in.read(buffer, 0, Math.min(left, buffer.length));
            }
        }
    }

    private static long allocated(LoopbackServer server) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return server.network().eventLoops().next()
                .submit(() -> threads.getThreadAllocatedBytes(Thread.currentThread().getId())).get(10, TimeUnit.SECONDS);
    }
}
