package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.path.PathReporter.State;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.ScionOptions;
import org.pleach.scion.multipath.SharedProbes;

/** Many connections of one host to one AS, each with a socket of its own. */
class SharedProbesTest {

    private static final class Many implements AutoCloseable {
        final SimWorld world = new SimWorld(1);
        final SimNetwork network = new SimNetwork(world);
        final List<SimHost> sockets = new ArrayList<>();
        final List<SimTransport> connections = new ArrayList<>();
        final SimHost peer;

        Many(int connections) throws Exception {
            ScionOptions options = ScionOptions.from(ConfigFactory.empty());
            peer = new SimHost(network, new ScionAddress(SimNetwork.Y, InetAddress.getByName("127.0.0.36"), 4248),
                    options);
            SharedProbes shared = new SharedProbes();
            for (int i = 0; i < connections; i++) {
                SimHost socket = new SimHost(network, new ScionAddress(SimNetwork.X,
                        InetAddress.getByName("127.0.0.28"), 5000 + i), options, shared);
                sockets.add(socket);
                this.connections.add(socket.dial(peer));
            }
            world.every(20 * MS, () -> {
                this.connections.forEach(connection -> connection.send(200));
                return true;
            });
        }

        long sum(ScionCount name) {
            return sockets.stream().mapToLong(socket -> socket.count(name)).sum();
        }

        /** How many probes all of them send in twenty seconds once they know the paths. */
        long probesInTwentySeconds() {
            world.run(40 * SECOND);
            long before = sum(ScionCount.PROBES_SENT);
            world.run(20 * SECOND);
            return sum(ScionCount.PROBES_SENT) - before;
        }

        @Override
        public void close() {
            assertThat(world.close()).as("bytes not released").isZero();
        }
    }

    @Test
    void manyConnectionsSendHardlyMoreProbesThanOne() throws Exception {
        long one;
        long many;
        try (Many single = new Many(1)) {
            one = single.probesInTwentySeconds();
        }
        try (Many fifty = new Many(50)) {
            many = fifty.probesInTwentySeconds();
            assertThat(fifty.sum(ScionCount.PROBES_SHARED)).isGreaterThan(200);
            assertThat(fifty.sockets).allSatisfy(socket -> assertThat(socket.paths())
                    .allSatisfy(path -> assertThat(path.roundTripNanos()).isEqualTo(20 * MS)));
        }

        assertThat(one).isBetween(20L, 32L);
        assertThat(many).as("probes of fifty connections, one sends " + one).isLessThan(one + one / 2);
    }

    @Test
    void eachFindsOutByItselfThatAPathIsDeadAndThatItIsBack() throws Exception {
        try (Many many = new Many(10)) {
            many.world.run(5 * SECOND);
            SimNetwork.SimPath path = many.network.named("X-A-Y");
            path.cut();
            many.world.run(30 * SECOND);
            assertThat(many.sockets).extracting(socket -> socket.state("X-A-Y")).containsOnly(State.DISTRUSTED);
            path.heal();
            many.world.run(20 * SECOND);
            assertThat(many.sockets).extracting(socket -> socket.state("X-A-Y")).containsOnly(State.STANDBY);
        }
    }

    @Test
    void theCutOfThePathInUseCostsEachNoMoreThanOneAlone() throws Exception {
        try (Many many = new Many(10)) {
            many.world.run(5 * SECOND);
            many.peer.transports.values().forEach(transport -> transport.lastDelivery = -1);
            many.network.named("X-Y").cut();
            many.world.run(5 * SECOND);
            assertThat(many.peer.transports.values()).hasSize(10)
                    .allSatisfy(transport -> assertThat(transport.longestGap).isLessThan(300 * MS));
        }
    }

    @Test
    void aConnectionThatClosesInTheMiddleOfAProbeHoldsNobodyUp() throws Exception {
        try (Many many = new Many(5)) {
            many.world.run(5 * SECOND);
            many.world.run(30 * SECOND);
            SimHost last = many.sockets.get(4);
            for (int i = 0; i < 4; i++) {
                // One of the four has asked a path a moment ago.
                long sent = many.sum(ScionCount.PROBES_SENT);
                many.world.runUntil(() -> many.sum(ScionCount.PROBES_SENT) > sent, 5 * SECOND);
                many.connections.remove(0);
                many.sockets.remove(0).socket.close();
                many.world.run(10 * MS);
            }
            long before = last.count(ScionCount.PROBES_ANSWERED);
            many.world.run(10 * SECOND);
            assertThat(last.count(ScionCount.PROBES_ANSWERED) - before).isBetween(9L, 16L);
            assertThat(last.count(ScionCount.PATHS_DISTRUSTED)).isZero();
        }
    }
}
