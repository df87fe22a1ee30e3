package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.scion.PathSchedulers;
import org.pleach.scion.ScionCount;
import org.pleach.scion.path.PathRanking;

/**
 * What every path scheduler must do, tried on a simulated network of five paths in virtual time: two hosts, something like
 * QUIC between them, and the real look-up, probes and trust below. Extend it in the tests of a bundle with a scheduler.
 *
 * <p>The scheduler is at work on both ends, unless a test says otherwise.
 */
public abstract class PathSchedulerContract {

    private static final String NAME = "under-test";
    /** Slow schedulers pass; those that wait for a retransmission timer that has backed off do not. */
    private static final long PATIENCE = SECOND;

    /** Only paths over other ASes. */
    private static final class NotDirect implements PathPolicy {
        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            return paths.stream().filter(path -> path.metadata().interfaces().size() > 2).toList();
        }
    }

    /** The scheduler to try; empty for the built-in {@code failover}. */
    protected abstract Optional<PathScheduler> scheduler();

    private SimPair pair(long seed, boolean bothEnds) {
        SimPair pair = new SimPair(seed, "path_mode = " + (scheduler().isPresent() ? NAME : PathSchedulers.FAILOVER));
        scheduler().ifPresent(it -> {
            pair.x.schedulers.add(NAME, it);
            if (bothEnds) {
                pair.y.schedulers.add(NAME, it);
            }
        });
        if (!bothEnds) {
            pair.y.mode = PathSchedulers.FAILOVER;
        }
        return pair.connected();
    }

    private SimPair pair(long seed) {
        return pair(seed, true);
    }

    private static void both(SimPair pair, long duration) {
        pair.stream(pair.here, 2 * MS, 300, duration);
        pair.stream(pair.there, 2 * MS, 300, duration);
    }

    private static void assertGoodEnd(SimPair pair, long gap) {
        pair.assertAllDelivered();
        assertThat(pair.there.longestGap).as("longest gap from X to Y").isLessThan(gap);
        assertThat(pair.here.longestGap).as("longest gap from Y to X").isLessThan(gap);
        assertThat(pair.x.count(ScionCount.SCHEDULER_FAILURES)).as("exceptions at X").isZero();
        assertThat(pair.y.count(ScionCount.SCHEDULER_FAILURES)).as("exceptions at Y").isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    public void carriesEverythingInCalmWeather(long seed) {
        try (SimPair pair = pair(seed)) {
            both(pair, 3 * SECOND);
            pair.world.run(4 * SECOND);
            assertGoodEnd(pair, 20 * MS);
            assertThat(pair.x.active()).as("the path told by activate()").isNotEqualTo("none");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    public void losesNothingWhenThePathInUseIsCutSilently(long seed) {
        try (SimPair pair = pair(seed)) {
            both(pair, 8 * SECOND);
            for (int i = 0; i < 2; i++) {
                pair.world.run(SECOND + pair.world.random.nextLong(SECOND));
                pair.path(pair.x.active()).cut();
            }
            pair.world.run(8 * SECOND);
            assertGoodEnd(pair, PATIENCE);
        }
    }

    @Test
    public void losesNothingWhenRoutersReportTheCut() {
        try (SimPair pair = pair(1)) {
            both(pair, 4 * SECOND);
            pair.world.run(SECOND);
            pair.path(pair.x.active()).scmp = true;
            pair.path(pair.x.active()).cut();
            pair.world.run(5 * SECOND);
            assertGoodEnd(pair, PATIENCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "backward"})
    public void losesNothingWhenOneDirectionIsCut(String direction) {
        try (SimPair pair = pair(1)) {
            both(pair, 5 * SECOND);
            pair.world.run(SECOND);
            SimNetwork.SimPath path = pair.path(pair.x.active());
            path.cutForward = direction.equals("forward");
            path.cutBackward = direction.equals("backward");
            pair.world.run(6 * SECOND);
            assertGoodEnd(pair, PATIENCE);
        }
    }

    @Test
    public void comesBackAfterAllPathsWereDark() {
        try (SimPair pair = pair(1)) {
            both(pair, 20 * SECOND);
            pair.world.run(SECOND);
            pair.network.paths.values().forEach(SimNetwork.SimPath::cut);
            pair.world.run(5 * SECOND);
            pair.network.paths.values().forEach(SimNetwork.SimPath::heal);
            pair.world.run(20 * SECOND);
            // A retransmission timer may have backed off to as long as it was dark.
            assertGoodEnd(pair, 12 * SECOND);
        }
    }

    @Test
    public void bearsLossAndJitter() {
        try (SimPair pair = pair(1)) {
            pair.network.paths.values().forEach(path -> {
                path.loss = 0.05;
                path.jitter = 3 * MS;
            });
            both(pair, 5 * SECOND);
            pair.world.run(10 * SECOND);
            assertGoodEnd(pair, 2 * PATIENCE);
        }
    }

    @Test
    public void sendsNothingOverAPathThatAPolicyLeavesOut() {
        try (SimPair pair = pair(1)) {
            both(pair, 6 * SECOND);
            pair.world.run(SECOND);
            for (SimHost host : List.of(pair.x, pair.y)) {
                host.policies.add("not-direct", new NotDirect());
                host.ranking = new PathRanking(List.of("not-direct"), host.policies::get, host.counters);
                host.socket.rankAgain("path preference changed");
            }
            long carried = pair.path("X-Y").carriedForward + pair.path("X-Y").carriedBackward;
            pair.world.run(SECOND);
            pair.path(pair.x.active()).cut();
            pair.world.run(6 * SECOND);
            assertGoodEnd(pair, PATIENCE);
            assertThat(pair.x.active()).isNotEqualTo("X-Y");
            assertThat(pair.path("X-Y").carriedForward + pair.path("X-Y").carriedBackward).isEqualTo(carried);
        }
    }

    @Test
    public void keepsUpWithPathsThatComeAndGo() {
        try (SimPair pair = pair(1)) {
            both(pair, 30 * SECOND);
            String first = pair.x.active();
            pair.network.lifetimeMillis = 4_000;
            pair.path(first).hidden = true;
            pair.world.run(10 * SECOND);
            pair.path(first).hidden = false;
            pair.world.run(25 * SECOND);
            assertGoodEnd(pair, PATIENCE);
        }
    }

    @Test
    public void aForgerMovesNothing() {
        try (SimPair pair = pair(1)) {
            both(pair, 3 * SECOND);
            pair.world.run(500 * MS);
            String used = pair.x.active();
            String unused = pair.network.paths.values().stream()
                    .min(Comparator.comparingLong(path -> path.carriedForward + path.carriedBackward)).orElseThrow().name;
            Forger atX = new Forger(pair.world, pair.x, pair.y.address);
            Forger atY = new Forger(pair.world, pair.y, pair.x.address);
            long end = pair.world.nanos() + 2 * SECOND;
            pair.world.every(MS, () -> {
                atX.datagram(pair.path(unused).fromY, atX.garbage());
                atY.datagram(pair.path(unused).fromX, atY.garbage());
                return pair.world.nanos() < end;
            });
            long carried = pair.path(unused).carriedForward + pair.path(unused).carriedBackward;
            pair.world.run(4 * SECOND);
            assertGoodEnd(pair, 50 * MS);
            assertThat(pair.x.active()).isEqualTo(used);
            // Some probes.
            assertThat(pair.path(unused).carriedForward + pair.path(unused).carriedBackward - carried).isLessThan(50);
        }
    }

    @Test
    public void worksWithAnEndThatHasFailover() {
        try (SimPair pair = pair(1, false)) {
            both(pair, 6 * SECOND);
            pair.world.run(SECOND);
            pair.path(pair.x.active()).cut();
            pair.world.run(2 * SECOND);
            pair.path(pair.y.active()).cut();
            pair.world.run(6 * SECOND);
            assertGoodEnd(pair, PATIENCE);
        }
    }

    @Test
    public void takesOverAndHandsOverWhileTrafficFlows() {
        try (SimPair pair = pair(1)) {
            both(pair, 12 * SECOND);
            for (int i = 0; i < 3; i++) {
                for (String mode : List.of(PathSchedulers.FAILOVER, scheduler().isPresent() ? NAME : "failover")) {
                    for (SimHost host : List.of(pair.x, pair.y)) {
                        host.mode = mode;
                        host.socket.scheduleAgain("path mode changed");
                    }
                    pair.world.run(SECOND);
                    assertThat(pair.x.socket.report().get(0).mode()).isEqualTo(mode);
                }
            }
            pair.path(pair.x.active()).cut();
            pair.world.run(7 * SECOND);
            assertGoodEnd(pair, PATIENCE);
        }
    }

    @Test
    public void keepsNoDatagramAfterItsPeerIsGone() {
        SimPair pair = pair(1);
        both(pair, SECOND);
        pair.world.run(500 * MS);
        // Checks that every buffer is released, in the middle of traffic.
        pair.close();
    }
}
