package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pleach.itests.container.Inside.PATIENCE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.pleach.broker.Broker;
import org.pleach.itests.container.InContainer;
import org.pleach.itests.container.Inside;
import org.pleach.itests.outside.LoopbackScion;
import org.pleach.itests.policy.FingerprintOrder;
import org.pleach.itests.policy.PolicyJar;
import org.pleach.path.PathReporter;
import org.pleach.rig.BrokerProcess;
import org.pleach.rig.Distribution;
import org.pleach.rig.Ledger;
import org.pleach.rig.NumberedStream;

/**
 * A policy bundle is dropped, replaced and removed under a live route: a broker in this container, its peer in a
 * process of its own, and the sandbox's network between them.
 */
@InContainer
public class PolicySwapTest {

    private static final int MESSAGE_BYTES = 128;
    private static final int MESSAGES_PER_SECOND = 500;

    @Test
    public void aPolicyThatComesChangesAndGoesReRanksLivePathsAndLosesNothing() throws Exception {
        Path work = Files.createTempDirectory("policy-swap");
        try (LoopbackScion scion = LoopbackScion.start();
                BrokerProcess peer = startPeer(work, scion)) {
            peer.awaitReady(PATIENCE);
            String route = peer.awaitLine(
                    Pattern.compile("Listening for route connections .*,127\\.0\\.0\\.1:(\\d+)"), PATIENCE)
                    .group(1);
            Inside.configure("org.pleach.scion", Map.of("daemon", scion.daemon(LoopbackScion.AS_A0),
                    "path_preference", FingerprintOrder.NAME));
            Inside.configure("org.pleach.cluster", Map.of("name", "c1",
                    "listen", "nats://" + LoopbackScion.AS_A0 + ",127.0.0.1:-1",
                    "routes", new String[] {"nats-route://[" + LoopbackScion.AS_BF + ",127.0.0.1]:" + route}));
            Inside.configure("org.pleach.broker", Map.of("listen", "127.0.0.1:-1"));
            int port = Inside.awaitService(Broker.class).clientListening().listeners().stream()
                    .filter(listener -> listener.transport().equals("tcp")).findFirst().orElseThrow().endpoint().port();

            try (NumberedStream stream = NumberedStream.start("swap", "nats://127.0.0.1:" + port,
                    "nats://127.0.0.1:" + peer.clientPort().orElseThrow(), "swap", MESSAGE_BYTES,
                    MESSAGES_PER_SECOND)) {
                swapPolicies(stream);
                Ledger.Snapshot account = stream.finish(PATIENCE);
                assertThat(account.published()).isGreaterThan(MESSAGES_PER_SECOND);
                assertThat(List.of(account.missing(), account.duplicated(), account.reordered()))
                        .as("lost, duplicated, reordered").containsOnly(0L);
            }
        } finally {
            for (String pid : List.of("org.pleach.broker", "org.pleach.cluster", "org.pleach.scion")) {
                Inside.unconfigure(pid);
            }
        }
    }

    private static BrokerProcess startPeer(Path work, LoopbackScion scion) throws Exception {
        Path config = Files.writeString(work.resolve("peer.conf"), """
                listen: "127.0.0.1:-1"
                scion { path_preference: "latency" }
                cluster { name: c1, listen: "nats://%s,127.0.0.1:-1" }
                """.formatted(LoopbackScion.AS_BF));
        return BrokerProcess.start("peer", Distribution.ofSystemProperty(), work,
                Map.of("SCION_DAEMON_ADDRESS", scion.daemon(LoopbackScion.AS_BF)), List.of("-c", config.toString()));
    }

    private static void swapPolicies(NumberedStream stream) throws Exception {
        ServiceReference<Broker> broker = Inside.context().getServiceReference(Broker.class);
        List<String> byDefault = fingerprints();
        List<String> upwards = byDefault.stream().sorted().toList();
        List<String> downwards = byDefault.stream().sorted(Comparator.reverseOrder()).toList();
        assertThat(byDefault).as("paths").hasSizeGreaterThanOrEqualTo(3);

        PolicyJar policy = new PolicyJar(Inside.deploy());
        policy.drop("1.0.0", "up");
        awaitOrder(upwards);
        policy.drop("1.1.0", "down");
        awaitOrder(downwards);
        policy.remove();
        awaitOrder(byDefault);

        long carried = stream.ledger().snapshot().distinct();
        await().atMost(PATIENCE).until(() -> stream.ledger().snapshot().distinct() > carried + MESSAGES_PER_SECOND);
        assertThat(Inside.context().getServiceReference(Broker.class)).isEqualTo(broker);
    }

    private static void awaitOrder(List<String> expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(fingerprints()).isEqualTo(expected));
    }

    private static List<String> fingerprints() {
        List<PathReporter.PeerPaths> peers = Inside.service(PathReporter.class).peers();
        assertThat(peers).as("SCION peers").hasSize(1);
        return peers.get(0).paths().stream().map(status -> status.path().fingerprint()).toList();
    }
}
