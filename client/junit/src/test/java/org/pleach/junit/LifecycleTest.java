package org.pleach.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.pleach.embedded.Pleach;

class LifecycleTest {

    @Test
    void stopsTheServerAfterTheLastTest() {
        Observed.PORTS.clear();
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(Observed.class)).execute()
                .testEvents().assertStatistics(statistics -> statistics.succeeded(2));
        assertThat(Observed.PORTS).hasSize(1).allSatisfy(port -> assertThat(isOpen(port)).isFalse());
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Run by the test above; by itself it passes as well. */
    @PleachServer
    static class Observed {

        static final Set<Integer> PORTS = new ConcurrentSkipListSet<>();

        @Test
        void one(Pleach server) {
            PORTS.add(server.port());
            assertThat(isOpen(server.port())).isTrue();
        }

        @Test
        void other(Pleach server) {
            PORTS.add(server.port());
            assertThat(isOpen(server.port())).isTrue();
        }
    }
}
