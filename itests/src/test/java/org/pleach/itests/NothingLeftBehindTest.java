package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pleach.itests.container.Inside.PATIENCE;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.pleach.broker.Broker;
import org.pleach.itests.container.InContainer;
import org.pleach.itests.container.Inside;
import org.pleach.itests.outside.LoopbackScion;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;

/** A component that stops leaves nothing behind. */
@InContainer
public class NothingLeftBehindTest {

    private static final int NOBODYS_PORT = 9;
    private static final List<String> PIDS =
            List.of("org.pleach.broker", "org.pleach.cluster", "org.pleach.monitoring", "org.pleach.scion");

    @Test
    public void stoppedBundlesLeaveNoThreadAndNoPort() throws Exception {
        List<Bundle> ours = Arrays.stream(Inside.context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.pleach."))
                .filter(bundle -> bundle.getBundleId() != Inside.context().getBundle().getBundleId())
                .sorted(Comparator.comparing(Bundle::getBundleId).reversed())
                .toList();
        for (Bundle bundle : ours) {
            bundle.stop();
        }
        try (LoopbackScion scion = LoopbackScion.start()) {
            startTheJdksOwnTimer();
            Set<Thread> before = threads();
            for (Bundle bundle : ours) {
                bundle.start();
            }
            configure(scion);
            await().atMost(PATIENCE).until(() -> listeners().size() == 2);
            List<Endpoint> open = listeners().stream().map(Listener::endpoint).toList();
            int port = open.stream().filter(endpoint -> !endpoint.isScion()).findFirst().orElseThrow().port();
            Connection client = Nats.connect(Options.builder().server("nats://127.0.0.1:" + port)
                    .connectionTimeout(PATIENCE).noReconnect().build());
            assertThat(threads()).hasSizeGreaterThan(before.size());

            for (Bundle bundle : ours) {
                bundle.stop();
            }
            await().atMost(PATIENCE).until(() -> client.getStatus() == Connection.Status.CLOSED);
            client.close();
            assertThat(open).allSatisfy(NothingLeftBehindTest::assertFree);
            await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> assertThat(threads())
                    .filteredOn(thread -> !before.contains(thread))
                    .filteredOn(Thread::isAlive)
                    .isEmpty());
        } finally {
            for (String pid : PIDS) {
                Inside.unconfigure(pid);
            }
        }
    }

    private static void configure(LoopbackScion scion) throws Exception {
        Inside.configure("org.pleach.scion", Map.of("daemon", scion.daemon(LoopbackScion.AS_A0)));
        Inside.configure("org.pleach.cluster", Map.of("name", "c1",
                "listen", "nats://" + LoopbackScion.AS_A0 + ",127.0.0.1:-1",
                "routes", new String[] {"nats-route://[" + LoopbackScion.AS_BF + ",127.0.0.1]:" + NOBODYS_PORT}));
        Inside.configure("org.pleach.monitoring", Map.of("http", "127.0.0.1:-1"));
        Inside.configure("org.pleach.broker", Map.of("listen", "127.0.0.1:-1"));
        Inside.awaitService(Broker.class);
    }

    /** The ports open for clients: one for TCP, one for SCION. */
    private static List<Listener> listeners() {
        return Inside.service(Broker.class).clientListening().listeners();
    }

    private static void assertFree(Endpoint endpoint) {
        InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
        if (endpoint.isScion()) {
            assertThatCode(() -> new DatagramSocket(address).close()).as("UDP %s", address).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                    .as("TCP %s", address).isInstanceOf(ConnectException.class);
        }
    }

    /** A thread of the JDK's that anybody's first time-out starts, once for the life of the JVM. */
    private static void startTheJdksOwnTimer() {
        new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.NANOSECONDS).join();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }
}
