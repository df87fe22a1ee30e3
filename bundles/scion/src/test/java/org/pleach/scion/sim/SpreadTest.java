package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import org.junit.jupiter.api.Test;
import org.pleach.path.scheduler.Datagram;
import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.path.scheduler.PeerPath;
import org.pleach.path.scheduler.PeerScheduler;

/** Why datagrams of one connection are not spread over paths: the numbers in docs/scion.md. */
class SpreadTest {

    /** Every other datagram on the second path. */
    private static final class Alternating implements PathScheduler {
        @Override
        public <P extends PeerPath> PeerScheduler<P> create(PathControl<P> control) {
            return new PeerScheduler<>() {
                private int turn;

                @Override
                public void send(Datagram<P> datagram, long now) {
                    datagram.sendOver(control.paths().get(turn ^= 1));
                }

                @Override
                public void received(P path, long now) { }

                @Override
                public void pathsChanged(String reason, boolean byPolicy, long now) {
                    control.activate(control.paths().get(0), reason);
                }
            };
        }
    }

    /** The share of messages that were sent again although nothing was lost. */
    private static double sentAgain(long skew, long interval) {
        try (SimPair pair = new SimPair(1, "path_mode = alternating").connected()) {
            pair.path(pair.network.paths.values().stream().skip(1).findFirst().orElseThrow().name).delay += skew;
            pair.x.schedulers.add("alternating", new Alternating());
            pair.x.socket.scheduleAgain("test");
            long before = pair.here.packets();
            pair.stream(pair.here, interval, 1000, SECOND);
            pair.world.run(3 * SECOND);
            pair.assertAllDelivered();
            double messages = SECOND / interval;
            return (pair.here.packets() - before - messages) / messages;
        }
    }

    @Test
    void whatTakesTheLongerPathIsTakenForLost() {
        assertThat(sentAgain(0, MS / 10)).isZero();
        assertThat(sentAgain(MS, MS / 10)).isGreaterThan(0.5);
        assertThat(sentAgain(10 * MS, MS)).isGreaterThan(0.5);
    }
}
