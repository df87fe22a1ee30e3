package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.path.PathReporter.State;
import org.pleach.path.scheduler.redundant.RedundantPathScheduler;
import org.pleach.scion.ScionCount;

/** Everything on two paths. */
class RedundantTest {

    private static SimPair pair(long seed) {
        SimPair pair = new SimPair(seed, "path_mode = redundant");
        pair.x.schedulers.add("redundant", new RedundantPathScheduler());
        pair.y.schedulers.add("redundant", new RedundantPathScheduler());
        return pair.connected();
    }

    private static String second(SimHost host) {
        return host.named(State.SECOND);
    }

    @Test
    void sendsEverythingOnTwoPathsThatShareNoLink() {
        try (SimPair pair = pair(1)) {
            long copies = pair.x.count(ScionCount.DATAGRAMS_DUPLICATED);
            pair.stream(pair.here, MS, 300, SECOND);
            pair.world.run(2 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.x.count(ScionCount.DATAGRAMS_DUPLICATED) - copies).isBetween(1000L, 1010L);
            assertThat(pair.there.duplicates).isGreaterThan(990);
            assertThat(pair.x.active()).isEqualTo("X-Y").isEqualTo(pair.y.active());
            assertThat(second(pair.x)).isNotEqualTo("X-Y").isNotEqualTo("none").isEqualTo(second(pair.y));
            assertThat(pair.x.count(ScionCount.DATAGRAMS_RESENT)).isZero();
            assertThat(pair.switches()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aCutOfEitherPathCostsNoMoreThanTheSkew(long seed) {
        try (SimPair pair = pair(seed)) {
            pair.path(second(pair.x)).delay = 17 * MS;
            pair.stream(pair.here, MS, 300, 20 * SECOND);
            pair.stream(pair.there, MS, 300, 20 * SECOND);
            for (int i = 0; i < 4; i++) {
                pair.world.run(SECOND + pair.world.random.nextLong(100 * MS));
                String cut = i % 2 == 0 ? pair.x.active() : second(pair.x);
                pair.path(cut).cut();
                pair.world.run(SECOND);
                assertThat(pair.x.active()).isNotEqualTo(cut);
                assertThat(second(pair.x)).isNotEqualTo(cut).isNotEqualTo("none");
                assertThat(second(pair.y)).isNotEqualTo(cut).isNotEqualTo("none");
                pair.path(cut).heal();
                pair.world.run(3 * SECOND);
            }
            pair.world.run(5 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThanOrEqualTo((17 - 10 + 5) * MS);
            assertThat(pair.here.longestGap).isLessThanOrEqualTo((17 - 10 + 5) * MS);
        }
    }

    @Test
    void completesThePairWithinMillisecondsAndGoesBackToThePreferredPath() {
        try (SimPair pair = pair(1)) {
            pair.stream(pair.here, MS, 300, 20 * SECOND);
            pair.world.run(SECOND);
            pair.path("X-Y").cut();
            long cut = pair.world.nanos();
            assertThat(pair.world.runUntil(() -> pair.x.state("X-Y") == State.DISTRUSTED, SECOND)).isTrue();
            assertThat(pair.world.nanos() - cut).isLessThan(400 * MS);
            assertThat(second(pair.x)).isNotEqualTo("none");
            pair.world.run(SECOND);
            pair.path("X-Y").heal();
            assertThat(pair.world.runUntil(() -> pair.x.active().equals("X-Y"), 10 * SECOND)).isTrue();
            pair.world.run(20 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThanOrEqualTo(5 * MS);
        }
    }

    @Test
    void behavesAsFailoverWhenBothPathsAreCutAtOnce() {
        try (SimPair pair = pair(1)) {
            pair.stream(pair.here, MS, 300, 5 * SECOND);
            pair.world.run(SECOND);
            pair.path(pair.x.active()).cut();
            pair.path(second(pair.x)).cut();
            pair.world.run(6 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(250 * MS);
            assertThat(pair.x.count(ScionCount.DATAGRAMS_RESENT)).isPositive();
        }
    }

    @Test
    void goesOnOverTheOnlyPathLeft() {
        try (SimPair pair = pair(1)) {
            pair.network.paths.values().stream().filter(path -> !path.name.equals("X-B-A-Y"))
                    .forEach(SimNetwork.SimPath::cut);
            pair.stream(pair.here, MS, 300, 10 * SECOND);
            pair.world.run(12 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.x.active()).isEqualTo("X-B-A-Y");
            assertThat(second(pair.x)).isEqualTo("none");
        }
    }

    @Test
    void servesAPeerThatSendsOnOnePathOnly() {
        SimPair pair = new SimPair(1, "path_mode = redundant");
        pair.x.schedulers.add("redundant", new RedundantPathScheduler());
        try (pair) {
            pair.connected();
            pair.stream(pair.here, MS, 300, 10 * SECOND);
            pair.stream(pair.there, MS, 300, 10 * SECOND);
            pair.world.run(2 * SECOND);
            assertThat(pair.y.socket.report().get(0).mode()).isEqualTo("failover");
            pair.path("X-Y").cut();
            pair.world.run(10 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThanOrEqualTo(5 * MS);
            assertThat(pair.here.longestGap).isLessThan(200 * MS);
        }
    }

    @Test
    void anIdlePairNoticesACutAndIsCompleted() {
        try (SimPair pair = pair(1)) {
            String cut = second(pair.x);
            pair.path(cut).cut();
            pair.world.run(10 * SECOND);
            assertThat(pair.x.state(cut)).isEqualTo(State.DISTRUSTED);
            assertThat(second(pair.x)).isNotEqualTo(cut).isNotEqualTo("none");
        }
    }

    @Test
    void raisesNoAlarmsWhileIdleOrBusy() {
        try (SimPair pair = pair(1)) {
            for (int i = 0; i < 20; i++) {
                pair.here.send(53);
                pair.world.run(200 * MS + pair.world.random.nextLong(SECOND));
                pair.there.send(53);
                pair.world.run(200 * MS + pair.world.random.nextLong(SECOND));
            }
            assertThat(pair.x.count(ScionCount.PATHS_DISTRUSTED) + pair.y.count(ScionCount.PATHS_DISTRUSTED)).isZero();
            assertThat(pair.x.count(ScionCount.DATAGRAMS_RESENT)).isZero();
            assertThat(pair.switches()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void losesNothingWhileLinksFailFlapAndLosePackets(long seed) {
        try (SimPair pair = pair(seed)) {
            pair.network.paths.values().forEach(path -> {
                path.loss = 0.05;
                path.jitter = 3 * MS;
                path.delay = (5 + pair.world.random.nextInt(20)) * MS;
            });
            pair.stream(pair.here, 2 * MS, 300, 30 * SECOND);
            pair.stream(pair.there, 5 * MS, 1100, 30 * SECOND);
            List<SimNetwork.SimPath> paths = new ArrayList<>(pair.network.paths.values());
            SimNetwork.SimPath steady = paths.get(pair.world.random.nextInt(paths.size()));
            for (int i = 0; i < 100; i++) {
                for (SimNetwork.SimPath path : paths) {
                    if (path != steady && pair.world.random.nextInt(8) == 0) {
                        path.cutForward = pair.world.random.nextBoolean();
                        path.cutBackward = pair.world.random.nextBoolean();
                    }
                }
                pair.world.run((50 + pair.world.random.nextInt(450)) * MS);
            }
            paths.forEach(SimNetwork.SimPath::heal);
            pair.world.run(30 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(SECOND);
            assertThat(pair.here.longestGap).isLessThan(SECOND);
        }
    }

    @Test
    void isTakenAndLeftUnderTrafficWithoutLoss() {
        try (SimPair pair = new SimPair(1, "path_mode = redundant").connected()) {
            pair.stream(pair.here, MS, 300, 10 * SECOND);
            for (SimHost host : List.of(pair.x, pair.y)) {
                RedundantPathScheduler redundant = new RedundantPathScheduler();
                host.schedulers.add("redundant", redundant);
                host.socket.scheduleAgain("path schedulers changed");
                pair.world.run(SECOND);
                assertThat(second(host)).isNotEqualTo("none");
                host.schedulers.remove("redundant", redundant);
                host.socket.scheduleAgain("path schedulers changed");
                pair.world.run(SECOND);
                assertThat(second(host)).isEqualTo("none");
            }
            pair.world.run(10 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThanOrEqualTo(2 * MS);
        }
    }
}
