package org.pleach.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
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
