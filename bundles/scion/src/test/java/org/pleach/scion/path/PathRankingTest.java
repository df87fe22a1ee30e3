package org.pleach.scion.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.pleach.scion.ScionCount;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.GoldenCall;
import org.pleach.scion.daemon.PathsResponse;

class PathRankingTest {

    private static final IsdAs X = IsdAs.parse("1-ff00:0:111");
    private static final IsdAs Y = IsdAs.parse("1-ff00:0:112");

    private final Map<String, PathPolicy> policies = new HashMap<>();
    private final Counters<ScionCount> counters = new Counters<>("scion", ScionCount.class);
    private final List<ScionPath> paths = new ArrayList<>();

    PathRankingTest() {
        for (DaemonPath path : PathsResponse.decode(GoldenCall.of("paths-x-y").response()).paths()) {
            paths.add(ScionPath.listed(X, Y, path.metadata(), Instant.MAX, path.raw(),
                    new InetSocketAddress("127.0.0.1", 1)));
        }
    }

    /** What a policy does to a list. */
    private interface Body {
        <P extends Path> List<P> apply(List<P> paths);
    }

    private static PathPolicy policy(Body body) {
        return new PathPolicy() {
            @Override
            public <P extends Path> List<P> apply(List<P> paths) {
                return body.apply(paths);
            }
        };
    }

    private List<ScionPath> rank(String... names) {
        return new PathRanking(List.of(names), policies::get, counters).rank(paths);
    }

    private static final class Reversing implements Body {
        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            List<P> reversed = new ArrayList<>(paths);
            Collections.reverse(reversed);
            return reversed;
        }
    }

    private static final class First implements Body {
        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            return paths.subList(0, 1);
        }
    }

    private static final class None implements Body {
        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            return List.of();
        }
    }

    private static final class Twice implements Body {
        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            return List.of(paths.get(0), paths.get(0));
        }
    }

    private static final class Nothing implements Body {
        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            return null;
        }
    }

    private static final class ImmutableCheck implements Body {
        @Override
        public <P extends Path> List<P> apply(List<P> paths) {
            paths.clear();
            return paths;
        }
    }

    @Test
    void appliesTheLastNameFirst() {
        policies.put("first", policy(new First()));
        policies.put("reverse", policy(new Reversing()));
        assertThat(rank("first", "reverse")).containsExactly(paths.get(4));
        assertThat(rank("reverse", "first")).containsExactly(paths.get(0));
    }

    @Test
    void skipsUnknownNamesUntilTheyAppear() {
        PathRanking ranking = new PathRanking(List.of("later"), policies::get, counters);
        assertThat(ranking.rank(paths)).isEqualTo(paths);
        ranking.reportMissing();
        policies.put("later", policy(new Reversing()));
        ranking.reportChange();
        assertThat(ranking.rank(paths)).first().isEqualTo(paths.get(4));
    }

    @Test
    void noPathIsAnAnswerToo() {
        policies.put("none", policy(new None()));
        policies.put("first", policy(new First()));
        assertThat(rank("first", "none")).isEmpty();
        assertThat(counters.get(ScionCount.POLICY_FAILURES)).isZero();
    }

    @Test
    void skipsPoliciesThatBreakTheRules() {
        policies.put("twice", policy(new Twice()));
        policies.put("null", policy(new Nothing()));
        policies.put("mutating", policy(new ImmutableCheck()));
        policies.put("reverse", policy(new Reversing()));
        assertThat(rank("twice", "null", "mutating", "reverse")).hasSize(5).first().isEqualTo(paths.get(4));
        assertThat(counters.get(ScionCount.POLICY_FAILURES)).isEqualTo(3);
    }
}
