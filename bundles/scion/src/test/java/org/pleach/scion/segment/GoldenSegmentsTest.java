package org.pleach.scion.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.path.IsdAs;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.GoldenCall;
import org.pleach.scion.daemon.MalformedMessageException;
import org.pleach.scion.daemon.PathsResponse;

/** Segments put together here are the paths that the reference's daemon put together out of the same segments. */
class GoldenSegmentsTest {

    private static final IsdAs X = IsdAs.parse("1-ff00:0:111");
    private static final IsdAs Y = IsdAs.parse("1-ff00:0:112");
    private static final IsdAs A = IsdAs.parse("1-ff00:0:110");

    private static List<PathSegment> segments(SegmentType type, String name) {
        return SegmentsResponse.decode(GoldenSegments.response(name)).of(type);
    }

    @ParameterizedTest
    @CsvSource({"segments-up-x-corewildcard, 1-ff00:0:111, 1-0", "segments-core-wildcard, 1-0, 1-0",
        "segments-down-corewildcard-y, 1-0, 1-ff00:0:112"})
    void requestsAreThoseOfTheReference(String name, String from, String to) {
        assertThat(new SegmentsRequest(IsdAs.parse(from), IsdAs.parse(to)).encode())
                .isEqualTo(GoldenSegments.request(name));
    }

    @Test
    void readsASegment() {
        PathSegment segment = segments(SegmentType.UP, "segments-up-x-a").get(0);
        assertThat(segment.timestamp()).isEqualTo(1795484372L);
        assertThat(segment.segmentId()).isEqualTo(1624);
        assertThat(ByteBufUtil.hexDump(segment.id()))
                .isEqualTo("8f8c05141033d1c36966aad739eea0f378324d0ccd7476ab5bb18f1f8e1dcd7e");
        assertThat(segment.entries()).extracting(entry -> entry.isdAs()).containsExactly(A, X);
        PathSegment.AsEntry entry = segment.entries().get(1);
        assertThat(entry.hop()).isEqualTo(new SegmentHop(1, 0, 63, 0x24239da5d808L));
        assertThat(entry.ingressMtu()).isEqualTo(1472);
        assertThat(entry.peers()).singleElement().satisfies(peer -> {
            assertThat(peer.peer()).isEqualTo(Y);
            assertThat(peer.peerInterface()).isEqualTo(3);
            assertThat(peer.mtu()).isEqualTo(1300);
            assertThat(peer.hop().ingress()).isEqualTo(3);
        });
        assertThat(entry.info().latencyInter()).containsEntry(3L, 55_000_000L);
        assertThat(entry.info().geo().get(3L).address()).isEqualTo("Lausanne X3");
        assertThat(entry.info().note()).isEqualTo("leaf X");
    }

    @Test
    void pathsBetweenLeavesAreThoseOfTheDaemon() {
        check("paths-x-y", Combinator.combine(X, Y, segments(SegmentType.UP, "segments-up-x-corewildcard"),
                segments(SegmentType.CORE, "segments-core-wildcard"),
                segments(SegmentType.DOWN, "segments-down-corewildcard-y")), true);
    }

    @Test
    void pathsToACoreAsAreThoseOfTheDaemon() {
        check("paths-x-a", Combinator.combine(X, A, segments(SegmentType.UP, "segments-up-x-corewildcard"),
                segments(SegmentType.CORE, "segments-core-wildcard-a"), List.of()), false);
    }

    /** What the daemon answered to other calls may be of segments a few seconds older or younger. */
    private static void check(String call, List<Combinator.CombinedPath> paths, boolean sameSegments) {
        List<DaemonPath> expected = PathsResponse.decode(GoldenCall.of(call).response()).paths();
        assertThat(paths).extracting(path -> path.metadata().interfaces())
                .containsExactlyElementsOf(expected.stream().map(path -> path.metadata().interfaces()).toList());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(paths.get(i).metadata()).isEqualTo(expected.get(i).metadata());
            if (sameSegments) {
                assertThat(ByteBufUtil.hexDump(paths.get(i).raw())).isEqualTo(ByteBufUtil.hexDump(expected.get(i).raw()));
                assertThat(paths.get(i).expiry()).isEqualTo(expected.get(i).expiry());
            }
        }
    }

    @Test
    void aMessageThatEndsAnywhereIsRefusedOrShorter() {
        byte[] whole = GoldenSegments.response("segments-up-x-corewildcard");
        List<Integer> read = new ArrayList<>();
        for (int length = 0; length < whole.length; length++) {
            try {
                SegmentsResponse.decode(Arrays.copyOf(whole, length));
                read.add(length);
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageContaining("malformed");
            }
        }
        assertThat(read).as("only the empty message is whole").containsExactly(0);
    }
}
