package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.rig.ClusterPorts;
import org.pleach.rig.Distribution;
import org.pleach.rig.Ledger;
import org.pleach.rig.NumberedStream;
import org.pleach.rig.Pathz;
import org.pleach.rig.ScionCluster;
import org.pleach.sandbox.Cut;
import org.pleach.sandbox.SandboxOptions;

/** Two brokers in processes of their own, clustered over the sandbox's SCION network by the files s1 and s2. */
class ScionClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ANY_PORT = 0;
    private static final int MESSAGE_BYTES = 128;
    private static final int MESSAGES_PER_SECOND = 500;

    /** What a user of the Go fork looks for in the log of the broker that dials. */
    private static final List<String> EXPECTED = List.of(
            "\\[INF\\] +Version: ", "\\[INF\\] +Cluster: +c1", "\\[INF\\] +Name: +s2", "\\[INF\\] +ID: ",
            "Using configuration file: .*s2\\.conf",
            "Listening for client connections on [^,]*:\\d+$",
            "Listening for client connections on 18-ffaa:1:10a0,127\\.0\\.0\\.1:\\d+$",
            "Server is ready", "Cluster name is c1",
            "Listening for route connections 18-ffaa:1:10a0,127\\.0\\.0\\.1:\\d+$",
            "\\[DBG\\] Trying to connect to route on ", "path preference: bandwidth,latency",
            "Route connection created", "Registering remote route", "Sent local subscriptions to route",
            "Router Ping Timer");

    @TempDir
    private Path work;

    @Test
    void carriesMessagesThroughASilentCutAndLogsLikeTheFork() throws Exception {
        try (ScionCluster cluster = ScionCluster.start(Distribution.ofSystemProperty(), work,
                SandboxOptions.DEFAULT.withEndHostPort(ANY_PORT), ClusterPorts.free())) {
            for (String line : EXPECTED) {
                cluster.second().broker().awaitLine(Pattern.compile(line), PATIENCE);
            }
            try (NumberedStream there = NumberedStream.start("there", cluster.first().url(), cluster.second().url(),
                    "itest.there", MESSAGE_BYTES, MESSAGES_PER_SECOND);
                    NumberedStream back = NumberedStream.start("back", cluster.second().url(), cluster.first().url(),
                            "itest.back", MESSAGE_BYTES, MESSAGES_PER_SECOND)) {
                cut(cluster, back);
                assertFlawless(there.finish(PATIENCE));
                assertFlawless(back.finish(PATIENCE));
            }
        }
    }

    /** Cuts a link of the path that carries the traffic and waits until as much again has come over another one. */
    private static void cut(ScionCluster cluster, NumberedStream stream) {
        await().atMost(PATIENCE).until(() -> cluster.activePath(cluster.second()).isPresent());
        Pathz.PathLine before = cluster.activePath(cluster.second()).orElseThrow();
        String link = cluster.linksOf(before).get(0);
        long carried = stream.ledger().snapshot().distinct();
        cluster.sandbox().faults().link(link).cut(Cut.silent());
        await().atMost(PATIENCE).until(
                () -> stream.ledger().snapshot().distinct() > carried + 2L * MESSAGES_PER_SECOND);
        Pathz.PathLine after = cluster.activePath(cluster.second()).orElseThrow();
        assertThat(cluster.linksOf(after)).as("links of the path now").doesNotContain(link);
    }

    private static void assertFlawless(Ledger.Snapshot account) {
        assertThat(account.published()).isGreaterThan(MESSAGES_PER_SECOND);
        assertThat(List.of(account.missing(), account.duplicated(), account.reordered()))
                .as("lost, duplicated, reordered").containsOnly(0L);
    }
}
