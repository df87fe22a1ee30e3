package org.pleach.scion.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathViewTest {

    private final PathView path = new PathView();

    private PathView wrap(byte[] bytes) {
        assertThat(path.wrap(Unpooled.wrappedBuffer(bytes), 0, bytes.length)).isEqualTo(Reason.OK);
        return path;
    }

    @Test
    void walksOverAllSegments() {
        wrap(Samples.path(0, 2, 3, 2));
        List<Integer> segments = List.of(0, 0, 1, 1, 1, 2, 2);
        for (int hop = 0; hop < 7; hop++) {
            assertThat(path.checkForRouter()).isEqualTo(Reason.OK);
            assertThat(path.currentHop()).isEqualTo(hop);
            assertThat(path.currentInfo()).isEqualTo(segments.get(hop));
            assertThat(path.isFirstHop()).isEqualTo(hop == 0);
            assertThat(path.isLastHop()).isEqualTo(hop == 6);
            assertThat(path.isSegmentSwitch()).isEqualTo(hop == 1 || hop == 4);
            assertThat(path.isAfterSegmentSwitch()).isEqualTo(hop == 2 || hop == 5);
            assertThat(path.increment()).isEqualTo(hop == 6 ? Reason.PATH_AT_END : Reason.OK);
        }
        assertThat(path.currentHop()).isEqualTo(6);
        assertThat(PathMeta.currentHop(path.buffer().getInt(0))).isEqualTo(6);
    }

    @Test
    void namesInterfacesInTheDirectionOfTravel() {
        wrap(Samples.path(1, 2, 2));
        assertThat(path.isConstructionDirection()).isFalse();
        assertThat(path.ingressInterface()).isEqualTo(2);
        assertThat(path.egressInterface()).isEqualTo(1);
        path.increment();
        assertThat(path.isConstructionDirection()).isTrue();
        assertThat(path.ingressInterface()).isEqualTo(2);
        assertThat(path.egressInterface()).isEqualTo(3);
    }

    @Test
    void refusesPositionsOutsideThePath() {
        wrap(Samples.path(0, 2, 2)).setPosition(1, 4);
        assertThat(path.checkForRouter()).isEqualTo(Reason.CURRENT_HOP_OUT_OF_RANGE);
        path.setPosition(1, 1);
        assertThat(path.checkForRouter()).isEqualTo(Reason.CURRENT_INFO_MISMATCH);
        path.setPosition(3, 3);
        assertThat(path.checkForRouter()).isEqualTo(Reason.CURRENT_INFO_MISMATCH);
    }

    @Test
    void refusesASegmentOfOneHopUnlessItIsAPeeringOne() {
        wrap(Samples.path(0, 1, 2));
        assertThat(path.checkForRouter()).isEqualTo(Reason.SINGLE_HOP_SEGMENT);
        peering(0);
        assertThat(path.checkForRouter()).isEqualTo(Reason.OK);
        assertThat(path.isPeeringHop()).isTrue();
    }

    @Test
    void refusesPeeringUnlessThereAreTwoSegments() {
        for (int[] segments : new int[][] {{2}, {2, 2, 2}}) {
            wrap(Samples.path(0, segments));
            peering(0);
            assertThat(path.checkForRouter()).isEqualTo(Reason.PEERING_SHAPE);
        }
    }

    @Test
    void knowsTheTwoHopsAtAPeeringLink() {
        wrap(Samples.path(0, 2, 2));
        peering(0);
        peering(1);
        for (int hop = 0; hop < 4; hop++) {
            assertThat(path.isPeeringHop()).isEqualTo(hop == 1 || hop == 2);
            path.increment();
        }
    }

    private void peering(int info) {
        InfoField.setFlags(path.buffer(), path.infoIndex(info),
                InfoField.flags(path.buffer(), path.infoIndex(info)) | InfoField.PEERING);
    }

    @Test
    void alertsAreThoseOfTheDirectionOfTravel() {
        wrap(Samples.path(0, 2, 2));
        HopField.setFlags(path.buffer(), path.hopIndex(0), HopField.EGRESS_ALERT);
        assertThat(path.isIngressAlert()).isTrue();
        assertThat(path.isEgressAlert()).isFalse();
        path.clearEgressAlert();
        assertThat(path.isIngressAlert()).isTrue();
        path.clearIngressAlert();
        assertThat(HopField.flags(path.buffer(), path.hopIndex(0))).isZero();
    }

    @Test
    void chainingTwiceIsNotChaining() {
        wrap(Samples.path(0, 2, 2));
        int before = InfoField.segmentId(path.buffer(), path.currentInfoIndex());
        path.chainSegmentId();
        assertThat(InfoField.segmentId(path.buffer(), path.currentInfoIndex()))
                .isEqualTo(before ^ HopField.macChain(path.buffer(), path.hopIndex(0)));
        path.chainSegmentId();
        assertThat(InfoField.segmentId(path.buffer(), path.currentInfoIndex())).isEqualTo(before);
    }

    @Test
    void expiresWithItsFirstHopField() {
        wrap(Samples.path(0, 2, 2));
        long timestamp = 1_795_484_372L * 1000;
        assertThat(path.expiryMillis()).isEqualTo(timestamp + 6 * 3600 * 1000);
        ByteBuf bytes = path.buffer();
        HopField.set(bytes, path.hopIndex(3), 0, 0, 1, 2, 3);
        assertThat(path.expiryMillis()).isEqualTo(timestamp + 1000 + 337_500);
        HopField.set(bytes, path.hopIndex(3), 0, 255, 1, 2, 3);
        path.setPosition(1, 3);
        assertThat(path.currentExpiryMillis()).isEqualTo(timestamp + 1000 + 24 * 3600 * 1000);
    }

    @Test
    void timestampsBeyond2038AreNotNegative() {
        assertThat(HopField.expiryMillis(0xFFFF_FFFFL, 0)).isEqualTo(0xFFFF_FFFFL * 1000 + 337_500);
        ByteBuf info = Unpooled.buffer().writeZero(InfoField.LENGTH);
        InfoField.set(info, 0, 0, 0, 0xFFFF_FFFFL);
        assertThat(InfoField.timestamp(info, 0)).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void theReverseMirrorsSegmentsHopsAndPosition() {
        byte[] bytes = Samples.path(5, 2, 3, 1);
        DataPath.Scion forth = DataPath.Scion.of(bytes);
        DataPath.Scion back = DataPath.Scion.of(RawPath.reverse(bytes));
        assertThat(back.currentHop()).isZero();
        assertThat(back.currentInfo()).isZero();
        assertThat(back.segments()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            DataPath.Segment there = forth.segments().get(2 - i);
            assertThat(back.segments().get(i).info().constructionDirection())
                    .isNotEqualTo(there.info().constructionDirection());
            assertThat(back.segments().get(i).info().timestamp()).isEqualTo(there.info().timestamp());
            List<DataPath.Hop> hops = new ArrayList<>(there.hops());
            Collections.reverse(hops);
            assertThat(back.segments().get(i).hops()).isEqualTo(hops);
        }
        assertThat(RawPath.reverse(RawPath.reverse(bytes))).isEqualTo(bytes);
    }

    @Test
    void theEmptyPathIsItsOwnReverseAndNeverExpires() {
        assertThat(RawPath.reverse(new byte[0])).isEmpty();
        assertThat(RawPath.expiryMillis(new byte[0])).isEqualTo(Long.MAX_VALUE);
        assertThat(RawPath.check(new byte[0])).isEqualTo(Reason.OK);
    }

    @Test
    void malformedRawPathsAreNamed() {
        byte[] bytes = Samples.path(0, 2, 2);
        assertThat(RawPath.check(Arrays.copyOf(bytes, bytes.length - 1))).isEqualTo(Reason.TRUNCATED_PATH);
        assertThat(RawPath.check(Arrays.copyOf(bytes, bytes.length + 4)))
                .isEqualTo(Reason.PATH_LENGTH_MISMATCH);
        bytes[0] = 60;
        assertThatThrownBy(() -> RawPath.reverse(bytes)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CurrHF is beyond the last hop field");
    }

    @Test
    void aRouterThatHasNoHopBehindItCannotAnswerOutside() {
        wrap(Samples.path(0, 2, 2));
        assertThatThrownBy(() -> ReplyPath.fromRouter(path, true, true)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the path is at its last hop field");
    }
}
