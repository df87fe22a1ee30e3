package org.pleach.scion.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;
import org.pleach.scion.packet.DataPath;
import org.pleach.scion.packet.RawPath;
import org.pleach.scion.segment.Combinator.CombinedPath;
import org.pleach.scion.segment.PathSegment.AsEntry;
import org.pleach.scion.segment.PathSegment.PeerEntry;
import org.pleach.scion.segment.PathSegment.StaticInfo;

/** Shapes of paths that the recorded network does not have. */
class CombinatorTest {

    private static final IsdAs CORE = IsdAs.parse("1-1");
    private static final IsdAs MIDDLE = IsdAs.parse("1-2");
    private static final IsdAs LEFT = IsdAs.parse("1-3");
    private static final IsdAs RIGHT = IsdAs.parse("1-4");
    private static final int SEGMENT_ID = 0x1234;

    /** Hops are {@code AS ingress egress}; the MAC of hop i begins with i + 1. */
    private static PathSegment segment(long timestamp, Object... hops) {
        List<AsEntry> entries = new ArrayList<>();
        for (int i = 0; i < hops.length; i += 3) {
            long mac = (long) (i / 3 + 1) << 32;
            entries.add(new AsEntry((IsdAs) hops[i], new SegmentHop((Integer) hops[i + 1], (Integer) hops[i + 2], 63, mac),
                    i == 0 ? 0 : 1300 + i, List.of(), 1400, StaticInfo.NONE));
        }
        return new PathSegment(timestamp, SEGMENT_ID, entries);
    }

    private static final PathSegment TO_LEFT = segment(1000, CORE, 0, 1, MIDDLE, 1, 2, LEFT, 1, 0);
    private static final PathSegment TO_RIGHT = segment(1000, CORE, 0, 1, MIDDLE, 1, 3, RIGHT, 1, 0);

    private static List<String> described(List<CombinedPath> paths) {
        return paths.stream().map(path -> path.metadata().interfaces().toString()).toList();
    }

    @Test
    void takesTheShortcutOverAnAsThatBothSegmentsHave() {
        List<CombinedPath> paths = Combinator.combine(LEFT, RIGHT, List.of(TO_LEFT), List.of(), List.of(TO_RIGHT));
        assertThat(described(paths)).containsExactly("[1-3#1, 1-2#2, 1-2#3, 1-4#1]");
        CombinedPath path = paths.get(0);
        assertThat(RawPath.check(path.raw()).isOk()).isTrue();
        DataPath.Scion raw = DataPath.Scion.of(path.raw());
        assertThat(raw.segments()).extracting(segment -> segment.info().segmentId())
                .as("SegID is chained up to the first hop: over both outer MACs up, over the core's down")
                .containsExactly(SEGMENT_ID ^ 1 ^ 2, SEGMENT_ID ^ 1);
        assertThat(raw.segments()).extracting(segment -> segment.info().constructionDirection())
                .containsExactly(false, true);
        assertThat(path.metadata().mtu()).isEqualTo(1306);
    }

    @Test
    void staysOnOneSegmentWhereTheOtherAsIsOnIt() {
        assertThat(described(Combinator.combine(LEFT, MIDDLE, List.of(TO_LEFT), List.of(), List.of())))
                .containsExactly("[1-3#1, 1-2#2]");
        assertThat(described(Combinator.combine(MIDDLE, LEFT, List.of(), List.of(), List.of(TO_LEFT))))
                .containsExactly("[1-2#2, 1-3#1]");
        assertThat(described(Combinator.combine(CORE, LEFT, List.of(), List.of(), List.of(TO_LEFT))))
                .containsExactly("[1-1#1, 1-2#1, 1-2#2, 1-3#1]");
    }

    @Test
    void crossesPeeringLinksInTheMiddleOfSegments() {
        IsdAs otherMiddle = IsdAs.parse("1-5");
        PathSegment left = peered(TO_LEFT, 1, otherMiddle, 8, 9);
        PathSegment right = peered(segment(1000, CORE, 0, 4, otherMiddle, 1, 3, RIGHT, 1, 0), 1, MIDDLE, 9, 8);
        List<CombinedPath> paths = Combinator.combine(LEFT, RIGHT, List.of(left), List.of(), List.of(right));
        assertThat(described(paths)).contains("[1-3#1, 1-2#2, 1-2#9, 1-5#8, 1-5#3, 1-4#1]");
        CombinedPath path = paths.get(0);
        DataPath.Scion raw = DataPath.Scion.of(path.raw());
        assertThat(raw.segments()).allMatch(segment -> segment.info().peering());
        assertThat(raw.segments()).extracting(segment -> segment.info().segmentId())
                .containsExactly(SEGMENT_ID ^ 1 ^ 2, SEGMENT_ID ^ 1 ^ 2);
    }

    /** @param remote the interface at the peer, {@code local} the one here */
    private static PathSegment peered(PathSegment segment, int index, IsdAs peer, int remote, int local) {
        List<AsEntry> entries = new ArrayList<>(segment.entries());
        AsEntry entry = entries.get(index);
        entries.set(index, new AsEntry(entry.isdAs(), entry.hop(), entry.ingressMtu(), List.of(new PeerEntry(peer, remote,
                1350, new SegmentHop(local, entry.hop().egress(), 63, 7L << 32))), entry.mtu(), entry.info()));
        return new PathSegment(segment.timestamp(), segment.segmentId(), entries);
    }

    @Test
    void ofTheSameLinksTheOneThatExpiresLastIsKept() {
        PathSegment younger = segment(2000, CORE, 0, 1, MIDDLE, 1, 2, LEFT, 1, 0);
        List<CombinedPath> paths = Combinator.combine(LEFT, CORE, List.of(TO_LEFT, younger), List.of(), List.of());
        assertThat(paths).singleElement().satisfies(path -> assertThat(path.expiry().getEpochSecond())
                .isEqualTo(2000 + 64 * 337 + 32));
    }

    @Test
    void noPathVisitsAnAsTwice() {
        PathSegment around = segment(1000, CORE, 0, 1, IsdAs.parse("1-9"), 1, 2, MIDDLE, 7, 3, RIGHT, 1, 0);
        List<CombinedPath> paths = Combinator.combine(LEFT, RIGHT, List.of(TO_LEFT), List.of(), List.of(around));
        assertThat(described(paths)).containsExactly("[1-3#1, 1-2#2, 1-2#3, 1-4#1]");
    }

    @Test
    void manySegmentsGiveABoundedNumberOfPaths() {
        List<PathSegment> ups = new ArrayList<>();
        List<PathSegment> downs = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            ups.add(segment(1000 + i, CORE, 0, i, LEFT, i, 0));
            downs.add(segment(1000 + i, CORE, 0, 1000 + i, RIGHT, i, 0));
        }
        assertThat(Combinator.combine(LEFT, RIGHT, ups, List.of(), downs)).hasSize(2_000);
    }
}
