package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.path.PathReporter.State;
import org.pleach.scion.ScionCount;

/** How traffic survives the loss of its path. */
class FailoverTest {

    /** Round trip 20 ms, margin 30 ms, the way to the peer 10 ms, and something for what was on its way. */
    private static final long SHORT_GAP = 80 * MS;

    @Test
    void takesTheFirstPathAndTheOtherSideAnswersOnIt() {
        try (SimPair pair = new SimPair(1).connected()) {
            assertThat(pair.x.active()).isEqualTo("X-Y");
            assertThat(pair.y.active()).isEqualTo("X-Y");
            assertThat(pair.x.paths()).hasSize(5);
            assertThat(pair.y.paths()).hasSize(5);
            assertThat(pair.path("X-Y").carriedBackward).isPositive();
            assertThat(pair.switches()).isZero();
        }
    }

    @Test
    void measuresRoundTripsByProbes() {
        try (SimPair pair = new SimPair(1).connected()) {
            assertThat(pair.x.paths().get(0).roundTripNanos()).isEqualTo(20 * MS);
            assertThat(pair.x.count(ScionCount.PROBES_ANSWERED)).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void silentCutCostsAShortGapWhileTheDialerSends(long seed) {
        try (SimPair pair = new SimPair(seed).connected()) {
            pair.stream(pair.here, MS, 300, 4 * SECOND);
            pair.world.run(SECOND);
            pair.path("X-Y").cut();
            pair.world.run(5 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(SHORT_GAP);
            assertThat(pair.x.active()).isNotEqualTo("X-Y").isEqualTo(pair.y.active());
            assertThat(pair.x.state("X-Y")).isEqualTo(State.DISTRUSTED);
            assertThat(pair.x.count(ScionCount.FAILOVERS)).isEqualTo(1);
            assertThat(pair.x.count(ScionCount.DATAGRAMS_RESENT)).isPositive();
        }
    }

    @Test
    void silentCutCostsAShortGapWhileTheAcceptorSends() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.there, MS, 300, 4 * SECOND);
            pair.world.run(SECOND);
            pair.path("X-Y").cut();
            pair.world.run(5 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.here.longestGap).isLessThan(SHORT_GAP);
            assertThat(pair.x.active()).isNotEqualTo("X-Y").isEqualTo(pair.y.active());
        }
    }

    private static void cut(SimPair pair, String direction) {
        pair.path("X-Y").cutForward = !direction.equals("backward");
        pair.path("X-Y").cutBackward = !direction.equals("forward");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "backward", "both"})
    void silentCutInAnyDirectionCostsAShortGapWhileBothSend(String direction) {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, MS, 300, 4 * SECOND);
            pair.stream(pair.there, 2 * MS, 500, 4 * SECOND);
            pair.world.run(SECOND);
            cut(pair, direction);
            pair.world.run(5 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(SHORT_GAP);
            assertThat(pair.here.longestGap).isLessThan(SHORT_GAP);
            assertThat(pair.x.active()).isNotEqualTo("X-Y").isEqualTo(pair.y.active());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "backward", "both"})
    void silentCutWhileOneSmallRequestAfterTheOtherIsAnswered(String direction) {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.there.onMessage = number -> pair.there.send(53);
            pair.here.onMessage = number -> pair.here.send(53);
            pair.here.send(53);
            pair.world.run(SECOND);
            cut(pair, direction);
            pair.world.run(2 * SECOND);
            assertThat(pair.there.longestGap).isLessThan(150 * MS);
            assertThat(pair.here.longestGap).isLessThan(150 * MS);
        }
    }

    @Test
    void returnsToThePreferredPathAfterHealingAndStays() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, MS, 300, 30 * SECOND);
            pair.world.run(SECOND);
            pair.path("X-Y").cut();
            pair.world.run(3 * SECOND);
            pair.path("X-Y").heal();
            assertThat(pair.world.runUntil(
                    () -> pair.x.active().equals("X-Y") && pair.y.active().equals("X-Y"), 10 * SECOND)).isTrue();
            pair.there.longestGap = 0;
            long switches = pair.switches();
            pair.world.run(15 * SECOND);
            assertThat(pair.switches()).isEqualTo(switches);
            assertThat(pair.there.longestGap).isLessThan(5 * MS);
            assertThat(pair.x.count(ScionCount.RETURNS_TO_PREFERRED)).isEqualTo(1);
        }
    }

    @Test
    void waitsLongerEachTimeBeforeItReturnsToAPathThatFlaps() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 5 * MS, 300, 120 * SECOND);
            long[] returned = new long[4];
            for (int i = 0; i < returned.length; i++) {
                pair.path("X-Y").cut();
                pair.world.run(SECOND);
                assertThat(pair.x.active()).isNotEqualTo("X-Y");
                pair.path("X-Y").heal();
                long healed = pair.world.nanos();
                assertThat(pair.world.runUntil(() -> pair.x.active().equals("X-Y"), 60 * SECOND)).isTrue();
                returned[i] = pair.world.nanos() - healed;
                pair.world.run(SECOND);
            }
            assertThat(returned[1]).isGreaterThan(returned[0]);
            assertThat(returned[3]).isGreaterThan(3 * returned[0]);
        }
    }

    @Test
    void noticesOnAnIdleConnectionBeforeItIsNeeded() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.path("X-Y").cut();
            pair.world.run(15 * SECOND);
            assertThat(pair.x.active()).isNotEqualTo("X-Y");
            long start = pair.world.nanos();
            pair.here.send(100);
            assertThat(pair.world.runUntil(() -> pair.there.delivered.size() == pair.here.sent(), SECOND)).isTrue();
            assertThat(pair.world.nanos() - start).isLessThan(15 * MS);
        }
    }

    @Test
    void connectsAlthoughTheFirstPathIsDeadFromTheStart() {
        try (SimPair pair = new SimPair(1)) {
            pair.path("X-Y").cut();
            long start = pair.world.nanos();
            pair.connected();
            assertThat(pair.world.nanos() - start).isLessThan(3 * SECOND);
            assertThat(pair.x.active()).isNotEqualTo("X-Y").isEqualTo(pair.y.active());
        }
    }

    @Test
    void goesOnWhenTheLastOfAllPathsHeals() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 5 * MS, 300, 10 * SECOND);
            pair.world.run(SECOND);
            pair.network.paths.values().forEach(SimNetwork.SimPath::cut);
            pair.world.run(5 * SECOND);
            pair.path("X-B-A-Y").heal();
            long healed = pair.world.nanos();
            long before = pair.there.delivered.size();
            assertThat(pair.world.runUntil(() -> pair.there.delivered.size() > before, SECOND)).isTrue();
            assertThat(pair.world.nanos() - healed).isLessThan(300 * MS);
            pair.world.run(10 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.x.active()).isEqualTo("X-B-A-Y");
        }
    }

    @Test
    void deliversEverythingSoonAfterALongDark() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 5 * MS, 300, 20 * SECOND);
            pair.stream(pair.there, 5 * MS, 300, 20 * SECOND);
            pair.world.run(SECOND);
            pair.network.paths.values().forEach(SimNetwork.SimPath::cut);
            pair.world.run(20 * SECOND);
            pair.network.paths.values().forEach(SimNetwork.SimPath::heal);
            pair.world.run(2 * SECOND);
            pair.assertAllDelivered();
        }
    }

    @Test
    void findsTheOnlyPathLeftWhenFourFailAtOnce() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, MS, 300, 5 * SECOND);
            pair.world.run(SECOND);
            pair.network.paths.values().stream().filter(path -> !path.name.equals("X-B-A-Y"))
                    .forEach(SimNetwork.SimPath::cut);
            pair.world.run(8 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.x.active()).isEqualTo("X-B-A-Y");
            assertThat(pair.there.longestGap).isLessThan(300 * MS);
        }
    }

    @Test
    void staysOnItsPathWhileOnlyThePeerIsSilent() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.network.hosts.remove(pair.y);
            pair.stream(pair.here, 10 * MS, 300, 200 * MS);
            pair.world.run(800 * MS);
            assertThat(pair.x.active()).isEqualTo("X-Y");
            assertThat(pair.x.state("X-Y")).isEqualTo(State.ACTIVE);
        }
    }

    @Test
    void anIdleConnectionRaisesNoAlarms() {
        try (SimPair pair = new SimPair(1).connected()) {
            for (int i = 0; i < 20; i++) {
                pair.here.send(53);
                pair.world.run(200 * MS + pair.world.random.nextLong(SECOND));
                pair.there.send(53);
                pair.world.run(200 * MS + pair.world.random.nextLong(SECOND));
            }
            assertThat(pair.x.count(ScionCount.SILENCES) + pair.y.count(ScionCount.SILENCES)).isZero();
            assertThat(pair.x.count(ScionCount.DATAGRAMS_RESENT)).isZero();
        }
    }

    @Test
    void failsOverWhereNoRouterAnswersProbes() {
        try (SimPair pair = new SimPair(1)) {
            pair.network.routersAnswerProbes = false;
            pair.connected();
            pair.stream(pair.here, MS, 300, 60 * SECOND);
            pair.world.run(SECOND);
            pair.path("X-Y").cut();
            pair.world.run(2 * SECOND);
            // What the golden metadata announces for X-Y is a round trip of 110 ms, and nothing else is known.
            assertThat(pair.there.longestGap).isLessThan(300 * MS);
            assertThat(pair.x.active()).isNotEqualTo("X-Y").isEqualTo(pair.y.active());
            pair.path("X-Y").heal();
            assertThat(pair.world.runUntil(() -> pair.x.active().equals("X-Y"), 50 * SECOND)).isTrue();
            pair.world.run(40 * SECOND);
            pair.assertAllDelivered();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void pausesOfThreadsAndJitterDoNotMoveThePath(long seed) {
        try (SimPair pair = new SimPair(seed).connected()) {
            pair.stream(pair.here, 2 * MS, 300, 60 * SECOND);
            pair.stream(pair.there, 3 * MS, 300, 60 * SECOND);
            for (int i = 0; i < 60; i++) {
                pair.world.run(SECOND);
                SimHost host = pair.world.random.nextBoolean() ? pair.x : pair.y;
                host.stall((30 + pair.world.random.nextInt(400)) * MS);
                pair.network.paths.values().forEach(path -> path.jitter = pair.world.random.nextInt(40) * MS);
            }
            pair.world.run(3 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.switches()).isLessThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void losesNothingWhileLinksFailAndHealAtRandom(long seed) {
        try (SimPair pair = new SimPair(seed).connected()) {
            pair.network.paths.values().forEach(path -> {
                path.loss = 0.005;
                path.jitter = 3 * MS;
                path.delay = (5 + pair.world.random.nextInt(20)) * MS;
            });
            pair.stream(pair.here, 2 * MS, 300, 60 * SECOND);
            pair.stream(pair.there, 5 * MS, 1100, 60 * SECOND);
            for (int i = 0; i < 20; i++) {
                pair.network.paths.values().forEach(path -> {
                    path.cutForward = pair.world.random.nextInt(4) == 0;
                    path.cutBackward = pair.world.random.nextInt(4) == 0;
                });
                // One always works.
                pair.network.paths.values().stream().skip(pair.world.random.nextInt(5)).findFirst().orElseThrow().heal();
                pair.world.run(3 * SECOND);
            }
            pair.network.paths.values().forEach(SimNetwork.SimPath::heal);
            pair.world.run(10 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(SECOND);
            assertThat(pair.here.longestGap).isLessThan(SECOND);
            pair.stream(pair.here, SECOND, 300, 60 * SECOND);
            assertThat(pair.world.runUntil(() -> pair.x.active().equals("X-Y") && pair.y.active().equals("X-Y"),
                    60 * SECOND)).isTrue();
        }
    }
}
