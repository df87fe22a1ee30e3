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
import org.pleach.scion.ScionCount;

/** Another path scheduler takes over while traffic flows. */
class SchedulerSwapTest {

    /** Uses the path that is preferred least, whatever happens. */
    private static class Last implements PathScheduler {
        @Override
        public <P extends PeerPath> PeerScheduler<P> create(PathControl<P> control) {
            return new PeerScheduler<>() {
                @Override
                public void send(Datagram<P> datagram, long now) {
                    sending(datagram);
                    datagram.sendOver(control.active());
                }

                @Override
                public void received(P path, long now) { }

                @Override
                public void pathsChanged(String reason, boolean byPolicy, long now) {
                    control.activate(control.paths().get(control.paths().size() - 1), reason);
                }
            };
        }

        void sending(Datagram<?> datagram) { }
    }

    private static final class Broken extends Last {
        private boolean broken;

        @Override
        void sending(Datagram<?> datagram) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
        }
    }

    private static void add(SimPair pair, PathScheduler scheduler) {
        pair.x.schedulers.add("last", scheduler);
        pair.x.socket.scheduleAgain("path schedulers changed");
    }

    @Test
    void aSchedulerThatComesAndGoesMovesTrafficAndLosesNothing() {
        try (SimPair pair = new SimPair(1, "path_mode = last").connected()) {
            assertThat(pair.x.socket.report().get(0).mode()).isEqualTo("failover");
            pair.stream(pair.here, MS, 300, 20 * SECOND);
            pair.stream(pair.there, MS, 300, 20 * SECOND);
            pair.world.run(SECOND);
            String first = pair.x.active();
            for (int i = 0; i < 3; i++) {
                PathScheduler last = new Last();
                add(pair, last);
                assertThat(pair.x.socket.report().get(0).mode()).isEqualTo("last");
                assertThat(pair.x.active()).isNotEqualTo(first);
                pair.world.run(SECOND);
                pair.x.schedulers.remove("last", last);
                pair.x.socket.scheduleAgain("path schedulers changed");
                assertThat(pair.x.socket.report().get(0).mode()).isEqualTo("failover");
                pair.world.run(5 * SECOND);
                assertThat(pair.x.active()).isEqualTo(first);
            }
            pair.world.run(5 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(40 * MS);
            assertThat(pair.x.count(ScionCount.SCHEDULER_CHANGES)).isEqualTo(6);
            assertThat(pair.x.count(ScionCount.DROPPED_NO_PATH)).isZero();
        }
    }

    @Test
    void oneThatThrowsIsReplacedByFailoverWithoutLoss() {
        try (SimPair pair = new SimPair(1, "path_mode = last").connected()) {
            Broken broken = new Broken();
            add(pair, broken);
            pair.stream(pair.here, MS, 300, 10 * SECOND);
            pair.world.run(SECOND);
            assertThat(pair.x.socket.report().get(0).mode()).isEqualTo("last");
            broken.broken = true;
            pair.world.run(SECOND);
            assertThat(pair.x.socket.report().get(0).mode()).isEqualTo("failover");
            pair.path(pair.x.active()).cut();
            pair.world.run(12 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(150 * MS);
            assertThat(pair.x.count(ScionCount.SCHEDULER_FAILURES)).isEqualTo(1);
        }
    }

    @Test
    void theRecentWindowSurvivesTheChange() {
        try (SimPair pair = new SimPair(1, "path_mode = last").connected()) {
            pair.stream(pair.here, MS, 300, 5 * SECOND);
            PathScheduler last = new Last();
            add(pair, last);
            pair.world.run(SECOND);
            pair.path(pair.x.active()).cut();
            pair.world.run(20 * MS);
            pair.x.schedulers.remove("last", last);
            pair.x.socket.scheduleAgain("path schedulers changed");
            pair.world.run(6 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(150 * MS);
        }
    }
}
