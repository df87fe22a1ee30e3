package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pleach.itests.container.Inside.PATIENCE;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.pleach.broker.Broker;
import org.pleach.itests.container.InContainer;
import org.pleach.itests.container.Inside;

/** A component that stops leaves nothing behind. */
@InContainer
public class NothingLeftBehindTest {

    @Test
    public void stoppedBundlesLeaveNoThreadAndNoPort() throws Exception {
        List<Bundle> ours = Arrays.stream(Inside.context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.pleach."))
                .sorted(Comparator.comparing(Bundle::getBundleId).reversed())
                .toList();
        for (Bundle bundle : ours) {
            bundle.stop();
        }
        Set<Thread> before = threads();
        for (Bundle bundle : ours) {
            bundle.start();
        }
        Inside.configure("org.pleach.broker", Map.of("listen", "127.0.0.1:-1"));
        int port = Inside.awaitService(Broker.class).clientListening().listeners().get(0).endpoint().port();
        Connection client = Nats.connect(Options.builder().server("nats://127.0.0.1:" + port).noReconnect().build());
        assertThat(threads()).hasSizeGreaterThan(before.size());

        for (Bundle bundle : ours) {
            bundle.stop();
        }
        await().atMost(PATIENCE).until(() -> client.getStatus() == Connection.Status.CLOSED);
        client.close();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> assertThat(threads())
                .filteredOn(thread -> !before.contains(thread))
                .filteredOn(Thread::isAlive)
                .isEmpty());
        Inside.unconfigure("org.pleach.broker");
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }
}
