package org.pleach.sandbox.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.Golden;
import org.pleach.sandbox.Topology;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.PathsResponse;

class PathCombinerTest {

    private static final long NOW = 1_795_484_372_000L;
    private static final IsdAs X = IsdAs.parse("1-ff00:0:111");
    private static final IsdAs Y = IsdAs.parse("1-ff00:0:112");
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void combinesTheRecordedSegmentsIntoTheRecordedPathsByteForByte() {
        List<CombinedPath> paths = PathCombiner.combine(X, Y, GoldenSegments.all());
        List<DaemonPath> recorded = recorded("x-y");
        assertThat(paths.stream().map(path -> HEX.formatHex(path.raw())))
                .containsExactlyElementsOf(recorded.stream().map(path -> HEX.formatHex(path.raw())).toList());
        assertThat(paths.stream().map(path -> path.expiryMillis() / 1000))
                .containsExactlyElementsOf(recorded.stream().map(path -> path.expiry().getEpochSecond()).toList());
    }

    @ParameterizedTest
    @CsvSource({"x-y,1-ff00:0:111,1-ff00:0:112", "y-x,1-ff00:0:112,1-ff00:0:111", "x-a,1-ff00:0:111,1-ff00:0:110",
        "x-b,1-ff00:0:111,1-ff00:0:120", "a-b,1-ff00:0:110,1-ff00:0:120", "a-y,1-ff00:0:110,1-ff00:0:112"})
    void findsThePathsOfTheRecordingInTheirOrderWithTheirMetadata(String name, String from, String to) {
        Topology topology = Topology.builtIn("golden");
        Announcements announcements = new Announcements(topology);
        List<CombinedPath> paths =
                PathCombiner.combine(IsdAs.parse(from), IsdAs.parse(to), segments(topology));
        assertThat(paths.stream().map(path -> announcements.of(path.interfaces())))
                .containsExactlyElementsOf(recorded(name).stream().map(DaemonPath::metadata).toList());
    }

    /** A leaf below a middle AS that another leaf is below, too: the way need not go up to the core. */
    @Test
    void takesAShortcutAtACommonAsBelowTheCore() {
        Topology topology = Topology.parse("""
                ases { "1-1" { core = true }, "1-2" {}, "1-3" {}, "1-4" {} }
                links {
                  top { parent = "1-1", child = "1-2" }
                  left { parent = "1-2", child = "1-3" }
                  right { parent = "1-2", child = "1-4" }
                }""", "shortcut");
        List<CombinedPath> paths = PathCombiner.combine(IsdAs.parse("1-3"), IsdAs.parse("1-4"), segments(topology));
        assertThat(described(paths)).containsExactly("[1-3#1, 1-2#2, 1-2#3, 1-4#1]");
        assertThat(described(PathCombiner.combine(IsdAs.parse("1-3"), IsdAs.parse("1-2"), segments(topology))))
                .containsExactly("[1-3#1, 1-2#2]");
        assertThat(described(PathCombiner.combine(IsdAs.parse("1-2"), IsdAs.parse("1-4"), segments(topology))))
                .containsExactly("[1-2#3, 1-4#1]");
    }

    /** Peering in the middle of the segments, and between a leaf and an AS above the destination. */
    @Test
    void takesPeeringLinksWhereverTheyAre() {
        Topology topology = Topology.parse("""
                ases { "1-1" { core = true }, "1-2" {}, "1-3" {}, "1-4" {}, "1-5" {} }
                links {
                  a { parent = "1-1", child = "1-2" }
                  b { parent = "1-1", child = "1-3" }
                  c { parent = "1-2", child = "1-4" }
                  d { parent = "1-3", child = "1-5" }
                  middle { peering = ["1-2", "1-3"] }
                  slanted { peering = ["1-4", "1-3"] }
                }""", "peering");
        List<CombinedPath> paths = PathCombiner.combine(IsdAs.parse("1-4"), IsdAs.parse("1-5"), segments(topology));
        assertThat(described(paths)).containsExactly(
                "[1-4#2, 1-3#4, 1-3#2, 1-5#1]",
                "[1-4#1, 1-2#2, 1-2#3, 1-3#3, 1-3#2, 1-5#1]",
                "[1-4#1, 1-2#2, 1-2#1, 1-1#1, 1-1#2, 1-3#1, 1-3#2, 1-5#1]");
    }

    @Test
    void crossesIsdsOverCoreLinks() {
        Topology topology = Topology.parse("""
                ases { "1-1" { core = true }, "2-1" { core = true }, "1-2" {}, "2-2" {} }
                links {
                  x { core = ["1-1", "2-1"] }
                  y { core = ["1-1", "2-1"] }
                  a { parent = "1-1", child = "1-2" }
                  b { parent = "2-1", child = "2-2" }
                }""", "two ISDs");
        assertThat(PathCombiner.combine(IsdAs.parse("1-2"), IsdAs.parse("2-2"), segments(topology))).hasSize(2);
    }

    private static List<String> described(List<CombinedPath> paths) {
        return paths.stream().map(path -> path.interfaces().toString()).toList();
    }

    static SegmentSet segments(Topology topology) {
        return new ControlPlane(topology, () -> NOW, new Random(7)).segments();
    }

    private static List<DaemonPath> recorded(String name) {
        return PathsResponse.decode(Golden.bytes("daemon/paths-" + name + ".response.bin")).paths();
    }
}
