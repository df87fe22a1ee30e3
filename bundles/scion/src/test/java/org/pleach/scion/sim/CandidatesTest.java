package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.pleach.path.PathReporter.State;
import org.pleach.scion.ScionCount;
import org.pleach.scion.path.PathRanking;

/** Which paths there are to choose from, and when that changes. */
class CandidatesTest {

    private static final PathPolicy REVERSED = new PathPolicy() {
        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            List<P> reversed = new ArrayList<>(paths);
            Collections.reverse(reversed);
            return reversed;
        }
    };

    /** Leaves out paths of two interfaces. */
    private static final PathPolicy NOT_DIRECT = new PathPolicy() {
        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            return paths.stream().filter(path -> path.metadata().interfaces().size() > 2).toList();
        }
    };

    private static void prefer(SimHost host, String... names) {
        host.ranking = new PathRanking(List.of(names), host.policies::get, host.counters);
        host.socket.rankAgain("path preference changed");
    }

    @Test
    void aPolicyThatAppearsMovesLiveTrafficAtOnceAndLosesNothing() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, MS, 300, 2 * SECOND);
            prefer(pair.x, "reversed");
            pair.world.run(100 * MS);
            assertThat(pair.x.active()).isEqualTo("X-Y");
            pair.x.policies.add("reversed", REVERSED);
            pair.x.socket.rankAgain("path policies changed");
            pair.world.run(500 * MS);
            assertThat(pair.x.active()).isEqualTo("X-B-A-Y");
            assertThat(pair.y.active()).isEqualTo("X-B-A-Y");
            pair.x.policies.remove("reversed", REVERSED);
            pair.x.socket.rankAgain("path policies changed");
            pair.world.run(3 * SECOND);
            assertThat(pair.x.active()).isEqualTo("X-Y");
            assertThat(pair.y.active()).isEqualTo("X-Y");
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(5 * MS);
        }
    }

    @Test
    void aPathThatAPolicyLeavesOutIsNotUsedEvenIfAllElseFails() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.x.policies.add("not-direct", NOT_DIRECT);
            prefer(pair.x, "not-direct");
            pair.world.run(100 * MS);
            assertThat(pair.x.state("X-Y")).isEqualTo(State.EXCLUDED);
            long carried = pair.path("X-Y").carriedForward;
            pair.network.paths.values().stream().filter(path -> !path.name.equals("X-Y"))
                    .forEach(SimNetwork.SimPath::cut);
            pair.stream(pair.here, 10 * MS, 300, SECOND);
            pair.world.run(2 * SECOND);
            assertThat(pair.path("X-Y").carriedForward).isEqualTo(carried);
        }
    }

    @Test
    void aPolicyThatThrowsIsSkipped() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.x.policies.add("bad", new PathPolicy() {
                @Override
                public <P extends Path> List<P> apply(List<P> paths) {
                    throw new IllegalStateException("a bug");
                }
            });
            pair.x.policies.add("reversed", REVERSED);
            prefer(pair.x, "bad", "reversed");
            pair.world.run(100 * MS);
            assertThat(pair.x.active()).isEqualTo("X-B-A-Y");
            assertThat(pair.x.count(ScionCount.POLICY_FAILURES)).isPositive();
        }
    }

    @Test
    void looksPathsUpAgainWellBeforeTheyExpire() {
        try (SimPair pair = new SimPair(1, "paths { refresh = 100h, refresh_before_expiry = 10m }")) {
            pair.network.lifetimeMillis = 3_600_000;
            pair.connected();
            long lookups = pair.network.lookups;
            pair.world.run(49 * 60 * SECOND);
            assertThat(pair.network.lookups).isEqualTo(lookups);
            pair.world.run(3 * 60 * SECOND);
            assertThat(pair.network.lookups).isEqualTo(lookups + 2);
            pair.world.run(600 * 60 * SECOND);
            assertThat(pair.x.count(ScionCount.PATHS_EXPIRED)).isZero();
            assertThat(pair.x.active()).isEqualTo("X-Y");
        }
    }

    @Test
    void goesOnWithWhatItHasWhileTheDaemonIsAway() {
        try (SimPair pair = new SimPair(1, "paths { refresh = 1m }").connected()) {
            pair.network.daemonDown = true;
            pair.world.run(300 * SECOND);
            pair.here.send(300);
            pair.world.run(SECOND);
            pair.assertAllDelivered();
            long failed = pair.network.lookups;
            // Half-hearted attempts: backed off to 30 s on both sides.
            pair.world.run(300 * SECOND);
            assertThat(pair.network.lookups - failed).isBetween(15L, 30L);
            pair.network.daemonDown = false;
            pair.world.run(60 * SECOND);
            assertThat(pair.x.paths()).hasSize(5);
        }
    }

    @Test
    void usesAPathThatAppears() {
        try (SimPair pair = new SimPair(1, "paths { refresh = 1m }")) {
            pair.path("X-Y").hidden = true;
            pair.connected();
            assertThat(pair.x.active()).isEqualTo("X-A-Y");
            pair.path("X-Y").hidden = false;
            pair.stream(pair.here, 50 * MS, 300, 70 * SECOND);
            pair.world.run(75 * SECOND);
            assertThat(pair.x.active()).isEqualTo("X-Y");
            assertThat(pair.y.active()).isEqualTo("X-Y");
            pair.assertAllDelivered();
        }
    }

    @Test
    void forgetsAPathThatIsNoLongerListedButNotTheOneInUse() {
        try (SimPair pair = new SimPair(1, "paths { refresh = 1m }").connected()) {
            pair.path("X-Y").hidden = true;
            pair.path("X-B-Y").hidden = true;
            pair.stream(pair.here, 50 * MS, 300, 70 * SECOND);
            pair.world.run(65 * SECOND);
            assertThat(pair.x.state("X-B-Y")).isNull();
            pair.world.run(10 * SECOND);
            assertThat(pair.x.active()).isEqualTo("X-A-Y");
            pair.assertAllDelivered();
        }
    }

    @Test
    void returnsToAPathThatTheDaemonHidForAWhile() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 20 * MS, 300, 90 * SECOND);
            pair.path("X-Y").scmp = true;
            pair.path("X-Y").cut();
            pair.path("X-Y").hidden = true;
            pair.world.run(5 * SECOND);
            assertThat(pair.x.active()).isNotEqualTo("X-Y");
            pair.path("X-Y").heal();
            pair.world.run(8 * SECOND);
            pair.path("X-Y").hidden = false;
            assertThat(pair.world.runUntil(() -> pair.x.active().equals("X-Y"), 20 * SECOND)).isTrue();
            pair.world.run(90 * SECOND);
            pair.assertAllDelivered();
        }
    }

    @Test
    void takesNewHopFieldsWhenRoutersRefuseTheOldOnes() {
        try (SimPair pair = new SimPair(1).connected()) {
            pair.stream(pair.here, 5 * MS, 300, 10 * SECOND);
            pair.stream(pair.there, 5 * MS, 300, 10 * SECOND);
            pair.world.run(SECOND);
            pair.network.changeKeys();
            pair.world.run(11 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.there.longestGap).isLessThan(200 * MS);
            assertThat(pair.here.longestGap).isLessThan(200 * MS);
            assertThat(pair.x.active()).isEqualTo("X-Y");
            assertThat(pair.y.active()).isEqualTo("X-Y");
        }
    }

    @Test
    void leavesOutPathsTooSmallForTheDatagrams() {
        try (SimPair pair = new SimPair(1, "datagram_size = 1230").connected()) {
            // X-Y has MTU 1300 and needs 88 bytes of headers, X-A-B-Y and X-B-A-Y have 1350 and need 144.
            assertThat(pair.x.state("X-Y")).isEqualTo(State.EXCLUDED);
            assertThat(pair.x.state("X-A-B-Y")).isEqualTo(State.EXCLUDED);
            assertThat(pair.x.active()).isEqualTo("X-A-Y");
        }
    }

    @Test
    void twoEndsThatBothLeadAgreeInTheEnd() {
        try (SimPair pair = new SimPair(5).connected()) {
            pair.y.policies.add("reversed", REVERSED);
            prefer(pair.y, "reversed");
            pair.y.socket.resolve(pair.x.address);
            pair.stream(pair.here, 3 * MS, 300, 600 * SECOND);
            pair.stream(pair.there, 3 * MS, 300, 600 * SECOND);
            pair.world.run(60 * SECOND);
            long early = pair.switches();
            pair.world.run(540 * SECOND);
            assertThat(pair.switches() - early).as("switches in nine minutes").isLessThan(60);
            pair.world.run(5 * SECOND);
            pair.assertAllDelivered();
        }
    }
}
