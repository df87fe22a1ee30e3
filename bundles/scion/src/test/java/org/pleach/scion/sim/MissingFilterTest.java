package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.pleach.path.PathReporter.State;
import org.pleach.scion.ScionCount;
import org.pleach.scion.path.PathRanking;

/** A policy that filters is named, but its bundle is not there, or no longer, or being updated. */
class MissingFilterTest {

    /** Leaves out paths of two interfaces. */
    private static class NotDirect implements PathPolicy {
        private boolean broken;

        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            if (broken) {
                throw new IllegalStateException("a bug");
            }
            return paths.stream().filter(path -> path.metadata().interfaces().size() > 2).toList();
        }

        @Override
        public boolean filters() {
            return true;
        }
    }

    private static void prefer(SimHost host, String... names) {
        host.ranking = new PathRanking(List.of(names), host.policies::get,
                name -> host.policies.isFilter(name) || name.equals("filter"), host.counters);
        host.socket.rankAgain("path preference changed");
    }

    private static void add(SimHost host, PathPolicy policy) {
        host.policies.add("filter", policy);
        host.socket.rankAgain("path policies changed");
    }

    private static void remove(SimHost host, PathPolicy policy) {
        host.policies.remove("filter", policy);
        host.socket.rankAgain("path policies changed");
    }

    @Test
    void nobodyIsReachedBeforeTheFilterIsThere() {
        try (SimPair pair = new SimPair(1)) {
            prefer(pair.x, "filter");
            CompletableFuture<?> early = pair.x.socket.resolve(pair.y.address).toCompletableFuture();
            pair.world.run(SECOND);
            assertThat(early).failsWithin(java.time.Duration.ZERO).withThrowableThat()
                    .withMessageContaining("the path policy filter is missing");
            assertThat(pair.network.packets).as("not even a probe").isZero();
            add(pair.x, new NotDirect());
            pair.connected();
            assertThat(pair.x.active()).isEqualTo("X-A-Y");
        }
    }

    @Test
    void pathsItLetPassCarryOnWhileItIsUpdatedAndNoOthersJoinThem() {
        try (SimPair pair = new SimPair(1, "paths { refresh = 1s }")) {
            NotDirect filter = new NotDirect();
            prefer(pair.x, "filter");
            add(pair.x, filter);
            pair.path("X-B-Y").hidden = true;
            pair.connected();
            pair.stream(pair.here, 2 * MS, 300, 10 * SECOND);
            pair.stream(pair.there, 2 * MS, 300, 10 * SECOND);
            long direct = pair.path("X-Y").carriedForward;
            remove(pair.x, filter);
            pair.path("X-B-Y").hidden = false;
            pair.world.run(3 * SECOND);
            assertThat(pair.x.active()).isEqualTo("X-A-Y");
            assertThat(pair.x.state("X-B-Y")).as("appeared meanwhile").isEqualTo(State.EXCLUDED);
            pair.path("X-A-Y").cut();
            pair.world.run(2 * SECOND);
            assertThat(pair.x.active()).isIn("X-A-B-Y", "X-B-A-Y");
            assertThat(pair.path("X-Y").carriedForward).isEqualTo(direct);
            add(pair.x, new NotDirect());
            assertThat(pair.x.state("X-B-Y")).isIn(State.ACTIVE, State.STANDBY);
            assertThat(pair.x.state("X-Y")).isEqualTo(State.EXCLUDED);
            pair.world.run(7 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.x.count(ScionCount.FILTERS_MISSING)).isPositive();
            assertThat(pair.path("X-Y").carriedForward).isEqualTo(direct);
        }
    }

    @Test
    void oneThatThrowsLetsPassWhatItLetPassBefore() {
        try (SimPair pair = new SimPair(1)) {
            NotDirect filter = new NotDirect();
            prefer(pair.x, "filter");
            add(pair.x, filter);
            pair.connected();
            filter.broken = true;
            pair.x.socket.rankAgain("again");
            assertThat(pair.x.active()).isEqualTo("X-A-Y");
            assertThat(pair.x.state("X-Y")).isEqualTo(State.EXCLUDED);
            assertThat(pair.x.count(ScionCount.POLICY_FAILURES)).isPositive();
        }
    }

    @Test
    void oneThatIsNamedLaterAndNotThereStopsPathsItNeverSaw() {
        try (SimPair pair = new SimPair(1).connected()) {
            prefer(pair.x, "filter");
            pair.world.run(100 * MS);
            long carried = pair.path("X-Y").carriedForward;
            pair.here.send(300);
            pair.world.run(SECOND);
            assertThat(pair.x.active()).isEqualTo("none");
            assertThat(pair.path("X-Y").carriedForward).isEqualTo(carried);
            add(pair.x, new NotDirect());
            pair.world.run(3 * SECOND);
            assertThat(pair.x.active()).isEqualTo("X-A-Y");
            pair.assertAllDelivered();
        }
    }

    @Test
    void theOthersStillOrderMeanwhile() {
        try (SimPair pair = new SimPair(1)) {
            NotDirect filter = new NotDirect();
            prefer(pair.x, "longest", "filter");
            add(pair.x, filter);
            pair.connected();
            remove(pair.x, filter);
            pair.x.policies.add("longest", new PathPolicy() {
                @Override
                public <P extends Path> List<P> apply(List<P> paths) {
                    return paths.stream().sorted((a, b) -> b.metadata().interfaces().size()
                            - a.metadata().interfaces().size()).toList();
                }
            });
            pair.x.socket.rankAgain("path policies changed");
            pair.stream(pair.here, 2 * MS, 300, 2 * SECOND);
            pair.world.run(SECOND);
            assertThat(pair.x.active()).isIn("X-A-B-Y", "X-B-A-Y");
        }
    }

    @Test
    void theEndThatAcceptsAnswersOnNoPathThatItsFilterLeavesOut() {
        try (SimPair pair = new SimPair(1)) {
            NotDirect filter = new NotDirect();
            prefer(pair.y, "filter");
            add(pair.y, filter);
            pair.connected();
            assertThat(pair.x.active()).isEqualTo("X-Y");
            long backward = pair.path("X-Y").carriedBackward;
            pair.stream(pair.here, 2 * MS, 300, SECOND);
            pair.stream(pair.there, 2 * MS, 300, SECOND);
            pair.world.run(3 * SECOND);
            pair.assertAllDelivered();
            assertThat(pair.path("X-Y").carriedBackward).isEqualTo(backward);
        }
    }

    @Test
    void aWayThatNoLookUpKnowsIsNotUsedWhereAFilterIsNamed() {
        try (SimPair pair = new SimPair(1, "paths { refresh = 1m }")) {
            NotDirect filter = new NotDirect();
            prefer(pair.y, "filter");
            add(pair.y, filter);
            pair.connected();
            pair.network.paths.values().stream().filter(path -> path.name.equals("X-Y"))
                    .forEach(path -> path.hidden = true);
            pair.stream(pair.here, 20 * MS, 300, 70 * SECOND);
            pair.world.run(65 * SECOND);
            long backward = pair.path("X-Y").carriedBackward;
            pair.stream(pair.there, 20 * MS, 300, SECOND);
            pair.world.run(10 * SECOND);
            assertThat(pair.path("X-Y").carriedBackward).isEqualTo(backward);
            pair.assertAllDelivered();
        }
    }
}
