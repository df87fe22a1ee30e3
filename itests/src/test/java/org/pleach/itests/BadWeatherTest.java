package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.rig.ClusterPorts;
import org.pleach.rig.ClusterSettings;
import org.pleach.rig.Distribution;
import org.pleach.rig.Ledger;
import org.pleach.rig.RawStream;
import org.pleach.rig.ScionCluster;
import org.pleach.sandbox.Cut;
import org.pleach.sandbox.Faults;
import org.pleach.sandbox.SandboxOptions;

/** Numbered messages both ways between two brokers, while the SCION network between them misbehaves: none may be lost. */
class BadWeatherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATH_LIFETIME = Duration.ofSeconds(12);
    private static final int ANY_PORT = 0;
    private static final int MESSAGE_BYTES = 128;
    private static final int RATE = 500;
    private static final int MISSING_SHOWN = 20;
    /** Carries acknowledgements and probes, but no full datagram. */
    private static final int SMALL_MTU = 1000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path work;
    private static ScionCluster cluster;

    private List<RawStream> streams;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = ScionCluster.start(Distribution.ofSystemProperty(), work,
                ClusterSettings.of(SandboxOptions.DEFAULT.withEndHostPort(ANY_PORT), ClusterPorts.free())
                        .withPathLifetime(PATH_LIFETIME));
    }

    @AfterAll
    static void stopCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void startTraffic() throws Exception {
        streams = List.of(stream("there", cluster.first(), cluster.second()),
                stream("back", cluster.second(), cluster.first()));
        await().atMost(PATIENCE).until(() -> !linksInUse().isEmpty());
        publish(Duration.ofMillis(500));
    }

    @AfterEach
    void endTraffic() {
        cluster.sandbox().faults().healAll();
        if (streams != null) {
            streams.forEach(RawStream::close);
        }
    }

    private static RawStream stream(String name, ScionCluster.Node from, ScionCluster.Node to)
            throws IOException, InterruptedException {
        return RawStream.start(name, from.clientPort(), to.clientPort(), "itest." + name, MESSAGE_BYTES, RATE);
    }

    private static Faults faults() {
        return cluster.sandbox().faults();
    }

    private static List<String> linksInUse() {
        return cluster.activePath(cluster.second()).map(cluster::linksOf).orElse(List.of());
    }

    /** Returns when so much time's messages have been published. */
    private void publish(Duration time) {
        for (RawStream stream : streams) {
            long enough = stream.ledger().snapshot().published() + RATE * time.toMillis() / 1000;
            await().atMost(PATIENCE).until(() -> stream.ledger().snapshot().published() >= enough);
        }
    }

    /** Returns when messages arrive that are published from now on, both ways. */
    private void awaitArrivals() {
        for (RawStream stream : streams) {
            long published = stream.ledger().snapshot().published();
            await().atMost(PATIENCE).until(() -> stream.ledger().snapshot().distinct() > published);
        }
    }

    private void assertNothingLost() throws IOException, InterruptedException {
        for (RawStream stream : streams) {
            Ledger.Snapshot account = stream.finish(PATIENCE);
            assertThat(List.of(account.missing(), account.duplicated(), account.reordered()))
                    .as("lost, duplicated, reordered of %d, %s; lost are %s", account.published(), stream.name(),
                            stream.ledger().missing(MISSING_SHOWN)).containsOnly(0L);
        }
    }

    @Test
    void losesNothingWhenTheLinkInUseIsCut() throws Exception {
        faults().link(linksInUse().get(0)).cut(Cut.silent());
        awaitArrivals();
        publish(Duration.ofSeconds(1));
        assertNothingLost();
    }

    @Test
    void losesNothingWhileTheLinkInUseGoesOffAndOn() throws Exception {
        faults().link(linksInUse().get(0)).flap(Duration.ofMillis(50), Duration.ofMillis(500));
        awaitArrivals();
        publish(Duration.ofSeconds(3));
        assertNothingLost();
    }

    @Test
    void losesNothingWhenTheLinkInUseCarriesSmallPacketsOnly() throws Exception {
        faults().link(linksInUse().get(0)).mtu(SMALL_MTU);
        awaitArrivals();
        publish(Duration.ofSeconds(2));
        assertNothingLost();
    }

    @Test
    void losesNothingWhenPathsExpire() throws Exception {
        publish(PATH_LIFETIME.plusSeconds(2));
        awaitArrivals();
        assertNothingLost();
    }

    @Test
    void losesNothingWhenAllPathsAreDarkForAWhile() throws Exception {
        faults().cutAll(Cut.silent());
        publish(Duration.ofSeconds(4));
        faults().healAll();
        awaitArrivals();
        assertNothingLost();
    }
}
