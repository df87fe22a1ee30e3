package org.pleach.path.policy.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMeasurements;
import org.pleach.path.PathMetadata;

class LatencyPolicyTest {

    private static final long UNKNOWN = PathMetadata.UNKNOWN;
    private static final IsdAs HERE = IsdAs.parse("1-ff00:0:111");
    private static final IsdAs THERE = IsdAs.parse("1-ff00:0:112");

    private final LatencyPolicy policy = new LatencyPolicy();

    private record Announced(String name, PathMetadata metadata, PathMeasurements measurements) implements Path {

        private Announced(String name, PathMetadata metadata) {
            this(name, metadata, PathMeasurements.NONE);
        }

        private Announced measured(long roundTripMillis) {
            return new Announced(name, metadata, new PathMeasurements(roundTripMillis * 1_000_000, false));
        }

        @Override
        public IsdAs source() {
            return HERE;
        }

        @Override
        public IsdAs destination() {
            return THERE;
        }

        @Override
        public Instant expiry() {
            return Instant.MAX;
        }

        @Override
        public String fingerprint() {
            return name;
        }
    }

    /** A path from interface {@code first} on; equal numbers are equal interfaces. */
    private static Announced path(String name, int first, Long... announced) {
        List<PathInterface> ends = new ArrayList<>();
        for (int i = 0; i <= announced.length; i++) {
            ends.add(new PathInterface(HERE, first + i));
        }
        List<Long> values = List.of(announced);
        return new Announced(name, new PathMetadata(ends, 1400, values, List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    private List<String> order(Announced... paths) {
        return policy.apply(List.of(paths)).stream().map(Announced::name).toList();
    }

    @Test
    void putsTheBestFirst() {
        assertThat(order(path("worse", 1, 20L), path("best", 1, 10L), path("worse too", 1, 20L, 20L, 20L)))
                .first().isEqualTo("best");
    }

    @Test
    void keepsTheOrderOfEquals() {
        assertThat(order(path("a", 1, 7L), path("b", 2, 7L), path("c", 3, 7L))).containsExactly("a", "b", "c");
    }

    @Test
    void leavesIncomparablePathsWhereTheyAre() {
        Announced partly = path("partly known", 1, UNKNOWN, 10L, 10L);
        Announced known = path("known", 11, 60L);
        assertThat(order(known, partly)).containsExactly("known", "partly known");
        assertThat(order(partly, known)).containsExactly("partly known", "known");
    }

    @Test
    void comparesPathsThatShareWhatIsUnknown() {
        assertThat(order(path("worse", 1, UNKNOWN, 20L), path("better", 1, UNKNOWN, 10L)))
                .containsExactly("better", "worse");
    }

    @Test
    void movesPastAnIncomparablePath() {
        Announced worse = path("worse", 1, 20L);
        Announced incomparable = path("incomparable", 11, UNKNOWN, 10L);
        Announced better = path("better", 21, 10L);
        List<String> order = order(worse, incomparable, better);
        assertThat(order.indexOf("better")).isLessThan(order.indexOf("worse"));
        assertThat(order).hasSize(3);
    }

    @Test
    void takesMissingEntriesAsUnknown() {
        PathMetadata bare = PathMetadata.of(List.of(new PathInterface(HERE, 1), new PathInterface(THERE, 1)), 1400);
        assertThat(order(new Announced("bare", bare), path("known", 5, 10L))).containsExactly("bare", "known");
    }

    private static final long MILLI = 1_000_000;

    @Test
    void whatIsMeasuredCountsAndNotWhatIsAnnounced() {
        assertThat(order(path("liar", 1, 1 * MILLI).measured(80), path("honest", 2, 30 * MILLI).measured(60)))
                .containsExactly("honest", "liar");
        assertThat(order(path("liar", 1, 1 * MILLI).measured(80), path("not measured", 2, 30 * MILLI)))
                .containsExactly("not measured", "liar");
        assertThat(order(path("silent", 1, UNKNOWN).measured(10), path("announced", 2, 30 * MILLI)))
                .containsExactly("silent", "announced");
    }

    @Test
    void whatIsMeasuredAlikeIsOrderedByWhatIsAnnounced() {
        assertThat(order(path("farther", 1, 30 * MILLI).measured(1), path("nearer", 2, 20 * MILLI).measured(3)))
                .containsExactly("nearer", "farther");
    }
}
