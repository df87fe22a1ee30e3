package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.path.PathReporter.State;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.multipath.PeerAddress;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.ScmpMessage;

/** What to believe: reports of routers, and packets that only look as if they came from the peer. */
class DistrustTest {

    private static final PathInterface X3 = new PathInterface(SimNetwork.X, 3);

    @Test
    void leavesAPathAtOnceWhenARouterReportsItsInterfaceDown() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 2 * MS, 300, 3 * SECOND);
            pair.world.run(SECOND);
            pair.path("X-Y").scmp = true;
            pair.path("X-Y").cut();
            pair.world.run(5 * SECOND);
            pair.assertAllDelivered();
            // What was on its way, the report, and the way over the other path.
            assertThat(pair.there.longestGap).isLessThan(30 * MS);
            assertThat(pair.x.count(ScionCount.SCMP_DOWN_RECEIVED)).isPositive();
            assertThat(pair.x.count(ScionCount.SILENCES)).isZero();
            assertThat(pair.x.state("X-Y")).isEqualTo(State.DISTRUSTED);
            assertThat(pair.x.reportedDown).contains(X3);
        }
    }

    @Test
    void distrustsEveryPathOverTheInterface() {
        try (SimPair pair = new SimPair(1, "probe { distrusted = 1h, distrusted_max = 1h }").connected()) {
            pair.here.send(500);
            pair.world.run(5 * MS);
            PathInterface shared = new PathInterface(IsdAs.parse("1-ff00:0:112"), 1);
            complain(pair, "X-A-Y", shared, true);
            pair.world.run(20 * MS);
            // Nothing was sent over X-A-Y: the quote is made up.
            assertThat(pair.x.state("X-A-Y")).isEqualTo(State.STANDBY);
            pair.path("X-Y").cut();
            pair.stream(pair.here, MS, 300, SECOND);
            pair.world.run(SECOND);
            assertThat(pair.x.active()).isEqualTo("X-A-Y");
            pair.path("X-A-Y").scmp = true;
            pair.path("X-A-Y").cutForward = true;
            pair.network.downAtFirstRouter = shared;
            pair.stream(pair.here, MS, 300, 100 * MS);
            pair.world.run(50 * MS);
            assertThat(pair.x.state("X-A-Y")).isEqualTo(State.DISTRUSTED);
            assertThat(pair.x.state("X-B-A-Y")).isEqualTo(State.DISTRUSTED);
            assertThat(pair.x.state("X-A-B-Y")).isNotEqualTo(State.DISTRUSTED);
        }
    }

    /** A report that quotes a packet with the right addresses and path, but with a payload nobody sent. */
    private static void complain(SimPair pair, String path, PathInterface down, boolean knowsPath) {
        ByteBuf packet = Unpooled.buffer();
        byte[] raw = pair.path(path).fromX.raw().clone();
        if (!knowsPath) {
            raw[raw.length - 1] ^= 1;
        }
        PeerAddress ends = new PeerAddress(pair.x.address, pair.y.address, pair.network.flowIds.get(pair.x));
        ends.datagramTemplate(org.pleach.scion.path.ScionPath.listed(SimNetwork.X, SimNetwork.Y,
                pair.path(path).fromX.metadata(), pair.path(path).fromX.expiry(), raw,
                pair.path(path).fromX.nextHop())).write(packet, Unpooled.wrappedBuffer(new byte[600]), 0, 600);
        PacketView view = new PacketView();
        assertThat(view.parseForHost(packet).isOk()).isTrue();
        pair.network.complain(pair.x, view, down);
    }

    @Test
    void looksIntoAReportThatQuotesAPathButNoPacketOfOurs() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 2 * MS, 300, SECOND);
            pair.world.run(500 * MS);
            complain(pair, "X-Y", X3, true);
            pair.world.run(2 * SECOND);
            assertThat(pair.x.count(ScionCount.SCMP_DOWN_UNVERIFIED)).isEqualTo(1);
            assertThat(pair.x.active()).isEqualTo("X-Y");
            assertThat(pair.x.count(ScionCount.PATHS_DISTRUSTED)).isZero();
            pair.assertAllDelivered();
        }
    }

    @Test
    void ignoresAReportThatDoesNotEvenKnowThePath() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 2 * MS, 300, SECOND);
            pair.world.run(500 * MS);
            complain(pair, "X-Y", X3, false);
            pair.world.run(100 * MS);
            assertThat(pair.x.count(ScionCount.SCMP_FORGED)).isEqualTo(1);
            assertThat(pair.x.count(ScionCount.SILENCES)).isZero();
        }
    }

    @Test
    void ignoresAReportOfAnInterfaceThatIsNotOnThePathQuoted() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.here.send(300);
            complain(pair, "X-Y", new PathInterface(SimNetwork.X, 1), true);
            pair.world.run(100 * MS);
            assertThat(pair.x.count(ScionCount.SCMP_FORGED)).isEqualTo(1);
        }
    }

    @Test
    void leavesAPathWhoseHopFieldsARouterRefuses() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 2 * MS, 300, SECOND);
            pair.path("X-Y").cutForward = true;
            pair.path("X-Y").scmp = true;
            pair.network.complaint = quote -> new ScmpMessage.ParameterProblem(51, 56, quote);
            pair.world.run(3 * SECOND);
            assertThat(pair.x.active()).isNotEqualTo("X-Y");
            assertThat(pair.x.count(ScionCount.SCMP_ERRORS_RECEIVED)).isPositive();
            pair.assertAllDelivered();
        }
    }

    @Test
    void unauthenticatedPacketsMoveNothing() throws UnknownHostException {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 5 * MS, 300, 2 * SECOND);
            pair.stream(pair.there, 5 * MS, 300, 2 * SECOND);
            pair.world.every(3 * MS, () -> {
                forge(pair, pair.x.address, pair.y);
                forge(pair, pair.y.address, pair.x);
                return pair.world.nanos() < 3_605 * SECOND;
            });
            pair.world.run(3 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.switches()).isZero();
            assertThat(pair.path("X-A-Y").carriedForward + pair.path("X-A-Y").carriedBackward).isLessThan(20);
        }
    }

    /** A packet that says it is from the peer, over another path than the one in use. */
    private static void forge(SimPair pair, ScionAddress from, SimHost to) {
        boolean forward = from.isdAs().equals(SimNetwork.X);
        ByteBuf packet = Unpooled.buffer();
        ByteBuf payload = Unpooled.buffer();
        payload.writeByte(9).writeLong(-1).writeLong(pair.world.random.nextLong()).writeLong(pair.world.random.nextLong());
        SimNetwork.SimPath path = pair.path("X-A-Y");
        new PeerAddress(from, to.address, 9).datagramTemplate(forward ? path.fromX : path.fromY)
                .write(packet, payload, 0, payload.readableBytes());
        PacketView view = new PacketView();
        assertThat(view.parseForHost(packet).isOk()).isTrue();
        view.path().setPosition(view.path().infoCount() - 1, view.path().hopCount() - 1);
        to.deliver(packet, new InetSocketAddress(InetAddress.getLoopbackAddress(), 30042));
    }
}
