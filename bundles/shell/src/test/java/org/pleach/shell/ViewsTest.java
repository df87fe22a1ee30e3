package org.pleach.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathReporter;
import org.pleach.path.PathReporter.PathStatus;
import org.pleach.path.PathReporter.PeerPaths;
import org.pleach.path.PathReporter.State;
import org.pleach.transport.Endpoint;

class ViewsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final IsdAs HERE = IsdAs.parse("18-ffaa:1:10a0");
    private static final IsdAs THERE = IsdAs.parse("18-ffaa:1:10bf");

    private enum Count { DROPPED, RETRIED }

    private record Link(PathMetadata metadata) implements Path {
        @Override
        public IsdAs source() {
            return HERE;
        }

        @Override
        public IsdAs destination() {
            return THERE;
        }

        @Override
        public Instant expiry() {
            return NOW.plusSeconds(3600);
        }

        @Override
        public String fingerprint() {
            return "";
        }
    }

    private static final List<PathInterface> ENDS = List.of(new PathInterface(HERE, 1), new PathInterface(THERE, 2));
    private static final Path FAST = new Link(new PathMetadata(ENDS, 1472, List.of(10_500_000L), List.of(20_000L), List.of(),
            List.of(), List.of(), List.of()));
    private static final Path UNKNOWN = new Link(PathMetadata.of(ENDS, 1400));

    @Test
    void showsEveryPathOfAPeerInItsOrder() {
        PathReporter reporter = () -> List.of(new PeerPaths("18-ffaa:1:10a0,127.0.0.1:5248", "18-ffaa:1:10bf,127.0.0.1:4248",
                "redundant", List.of(new PathStatus(FAST, State.ACTIVE, 21_300_000, 10, 1000, 12, 1200, NOW.minusMillis(1500)),
                        new PathStatus(UNKNOWN, State.SECOND, PathMetadata.UNKNOWN, 0, 0, 0, 0, null)), 2, "silence"));
        assertThat(new PathsView(NOW).of(List.of(reporter)).lines()).containsExactly(
                "18-ffaa:1:10a0,127.0.0.1:5248 -> 18-ffaa:1:10bf,127.0.0.1:4248  (redundant, 2 switches, last: silence)",
                "state   rtt ms  latency ms  Mbit/s   mtu  sent  received  last s ago  expires in min  path",
                "active    21.3        10.5    20.0  1472    10        12         1.5              60  "
                        + "18-ffaa:1:10a0#1 > 18-ffaa:1:10bf#2",
                "second       -           -       -  1400     0         0           -              60  "
                        + "18-ffaa:1:10a0#1 > 18-ffaa:1:10bf#2");
    }

    @Test
    void saysSoWhenThereAreNoPeers() {
        assertThat(new PathsView(NOW).of(List.of())).isEqualTo("no SCION peers");
        assertThat(new PathsView(NOW).of(List.of(List::of))).isEqualTo("no SCION peers");
    }

    @Test
    void leavesOutCountsThatAreZeroUnlessAsked() {
        Counters<Count> counters = new Counters<>("scion", Count.class);
        assertThat(new CountersView(false).of(List.of(counters))).isEqualTo("nothing counted");
        counters.add(Count.RETRIED, 3);
        assertThat(new CountersView(false).of(List.of(counters))).contains("scion", "retried", "3").doesNotContain("dropped");
        assertThat(new CountersView(true).of(List.of(counters))).contains("dropped");
    }

    @Test
    void showsConnectionsByTheirNumber() {
        ConnectionSnapshot second = new ConnectionSnapshot(7, Endpoint.of("127.0.0.1", 51226), "tcp", "$G", null, "worker",
                "java", "2.26.2", NOW.toEpochMilli() - 5000, NOW.toEpochMilli(), 250_000, 2, 0, 10, 160, 20, 320);
        ConnectionSnapshot first = new ConnectionSnapshot(5, Endpoint.of("127.0.0.1", 51000), "tcp", "$G", "ann", null, null,
                null, NOW.toEpochMilli() - 9000, NOW.toEpochMilli(), 0, 0, 0, 0, 0, 0, 0);
        List<String> lines = new ConnectionsView(NOW.toEpochMilli()).of(List.of(second, first)).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("  5", "127.0.0.1:51000", "ann");
        assertThat(lines.get(2)).contains("  7", "worker", "java 2.26.2", "0.25");
    }

    @Test
    void saysSoWhenNobodyIsConnected() {
        assertThat(new ConnectionsView(0).of(List.of())).isEqualTo("no client connections");
    }
}
