package org.pleach.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A route between two servers goes on over another connection: nothing lost, doubled or out of order. */
@Timeout(120)
class ResumedRouteTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void stop() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <T extends AutoCloseable> T closing(T one) {
        open.push(one);
        return one;
    }

    private static void awaitPeer(Node node, String name) {
        await().atMost(LONG).untilAsserted(() -> assertThat(node.peers()).containsExactly(name));
    }

    /** Numbered messages from one node to another, checked as they come. */
    private final class Numbers implements AutoCloseable {
        private final Connection from;
        private final Subscription to;
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger arrived = new AtomicInteger();
        private volatile String wrong = "";
        private final Thread sender;
        private final Thread receiver;

        Numbers(Node publisher, Node subscriber, String subject, int size) throws Exception {
            from = publisher.client();
            to = subscriber.client().subscribe(subject);
            await().atMost(LONG).untilAsserted(
                    () -> assertThat(publisher.cluster.routes().get(0).subscriptions()).isPositive());
            byte[] tail = new byte[size];
            sender = new Thread(() -> {
                while (going.get()) {
                    byte[] number = String.format("%08d", sent.get()).getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(number, 0, tail, 0, 8);
                    try {
                        from.publish(subject, tail.clone());
                    } catch (IllegalStateException queueIsFull) {
                        pause();
                        continue;
                    }
                    sent.incrementAndGet();
                    pause();
                }
            });
            receiver = new Thread(this::receive);
            sender.start();
            receiver.start();
        }

        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                going.set(false);
            }
        }

        private void receive() {
            try {
                while (going.get() || arrived.get() < sent.get()) {
                    var message = to.nextMessage(Duration.ofMillis(200));
                    if (message == null) {
                        continue;
                    }
                    int number = Integer.parseInt(new String(message.getData(), 0, 8, StandardCharsets.US_ASCII));
                    if (number != arrived.get() && wrong.isEmpty()) {
                        wrong = "expected " + arrived.get() + ", got " + number;
                    }
                    arrived.incrementAndGet();
                }
            } catch (InterruptedException e) {
                going.set(false);
            }
        }

        void assertAllArrived() throws Exception {
            going.set(false);
            sender.join();
            from.flush(LONG);
            await().atMost(LONG).untilAsserted(() -> assertThat(arrived.get()).isEqualTo(sent.get()));
            assertThat(wrong).isEmpty();
            assertThat(sent.get()).isPositive();
        }

        @Override
        public void close() {
            going.set(false);
        }
    }

    @Test
    void goesOnWhereItStoppedWhereverTheConnectionBreaks() throws Exception {
        Node a = closing(Node.start("a", ""));
        CuttingProxy proxy = closing(new CuttingProxy(1));
        proxy.target(a.routePort());
        Node b = closing(Node.start("b", "routes = [\"" + proxy.routeUrl() + "\"]"));
        awaitPeer(a, "b");
        Numbers up = closing(new Numbers(a, b, "up", 100));
        Numbers down = closing(new Numbers(b, a, "down", 3000));
        proxy.cutAfter(300_000);
        proxy.cut();
        await().atMost(LONG).untilAsserted(
                () -> assertThat(a.count(ClusterCounter.ROUTES_RESUMED)).isGreaterThan(40));
        proxy.cutAfter(Integer.MAX_VALUE);
        proxy.cut();
        up.assertAllArrived();
        down.assertAllArrived();
        assertThat(b.count(ClusterCounter.ROUTES_RESUMED)).isPositive();
        assertThat(a.count(ClusterCounter.ROUTES_GIVEN_UP) + b.count(ClusterCounter.ROUTES_GIVEN_UP)).isZero();
        assertThat(a.cluster.routes().get(0).resumptions()).isPositive();
    }

    @Test
    void goesOnWhenBothEndsDial() throws Exception {
        CuttingProxy toA = closing(new CuttingProxy(1));
        CuttingProxy toB = closing(new CuttingProxy(2));
        Node a = closing(Node.start("a", "routes = [\"" + toB.routeUrl() + "\"]"));
        toA.target(a.routePort());
        Node b = closing(Node.start("b", "routes = [\"" + toA.routeUrl() + "\"]"));
        toB.target(b.routePort());
        awaitPeer(a, "b");
        awaitPeer(b, "a");
        Numbers up = closing(new Numbers(a, b, "up", 100));
        Numbers down = closing(new Numbers(b, a, "down", 100));
        for (int i = 0; i < 50; i++) {
            toA.cut();
            toB.cut();
            int expected = i;
            await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> a.count(ClusterCounter.ROUTES_RESUMED)
                    + b.count(ClusterCounter.ROUTES_RESUMED) > expected);
        }
        up.assertAllArrived();
        down.assertAllArrived();
        assertThat(a.count(ClusterCounter.ROUTES_GIVEN_UP) + b.count(ClusterCounter.ROUTES_GIVEN_UP)).isZero();
    }

    @Test
    void keepsInterestAndMessagesWhileItIsDark() throws Exception {
        Node a = closing(Node.start("a", ""));
        CuttingProxy proxy = closing(new CuttingProxy(1));
        proxy.target(a.routePort());
        Node b = closing(Node.start("b", "routes = [\"" + proxy.routeUrl() + "\"]"));
        awaitPeer(a, "b");
        Subscription subscription = b.client().subscribe("foo");
        await().atMost(LONG).until(() -> a.broker.globalAccount().subscriptions() == 1);
        proxy.dark(true);
        await().atMost(LONG).until(() -> a.cluster.routes().get(0).suspended());
        Connection publisher = a.client();
        for (int i = 0; i < 10_000; i++) {
            publisher.publish("foo", Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
        }
        publisher.flush(LONG);
        assertThat(a.broker.globalAccount().subscriptions()).isEqualTo(1);
        proxy.dark(false);
        for (int i = 0; i < 10_000; i++) {
            assertThat(subscription.nextMessage(LONG).getData())
                    .isEqualTo(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(a.cluster.routes().get(0).suspended()).isFalse();
    }

    @Test
    void isGivenUpAfterTheLongestOutage() throws Exception {
        Node a = closing(Node.start("a", "outage { longest = 1 }"));
        CuttingProxy proxy = closing(new CuttingProxy(1));
        proxy.target(a.routePort());
        Node b = closing(Node.start("b", "outage { longest = 1 }\nroutes = [\"" + proxy.routeUrl() + "\"]"));
        awaitPeer(a, "b");
        b.client().subscribe("foo");
        await().atMost(LONG).until(() -> a.broker.globalAccount().subscriptions() == 1);
        proxy.dark(true);
        await().atMost(LONG).untilAsserted(() -> assertThat(a.peers()).isEmpty());
        assertThat(a.broker.globalAccount().subscriptions()).isZero();
        assertThat(a.count(ClusterCounter.ROUTES_GIVEN_UP)).isEqualTo(1);
        proxy.dark(false);
        awaitPeer(a, "b");
        await().atMost(LONG).until(() -> a.broker.globalAccount().subscriptions() == 1);
    }

    @Test
    void beginsAnewWithAServerThatWasStartedAgain() throws Exception {
        CuttingProxy proxy = closing(new CuttingProxy(1));
        Node a = closing(Node.start("a", "routes = [\"" + proxy.routeUrl() + "\"]"));
        Node b = Node.start("b", "");
        proxy.target(b.routePort());
        awaitPeer(a, "b");
        await().atMost(LONG).until(() -> a.cluster.routes().get(0).rttNanos() > 0);
        proxy.dark(true);
        await().atMost(LONG).until(() -> a.cluster.routes().get(0).suspended());
        b.close();
        Node again = closing(Node.start("b", ""));
        proxy.target(again.routePort());
        proxy.dark(false);
        await().atMost(LONG).until(() -> a.cluster.routes().stream().anyMatch(r -> r.remoteId().equals(again.id())));
        awaitPeer(a, "b");
        assertThat(a.count(ClusterCounter.ROUTES_GIVEN_UP)).isEqualTo(1);
    }
}
