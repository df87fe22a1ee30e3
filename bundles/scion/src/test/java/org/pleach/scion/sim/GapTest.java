package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;
import static org.pleach.scion.sim.SimPair.SECOND;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long nothing arrives while one path in use after the other is cut, as {@code benchmarks/run failover} does it: round
 * trips of 20 ms, 1,000 datagrams/s each way, one cut every 1.2 s.
 */
class GapTest {

    private static final int CUTS = 15;

    private final List<Long> whileDialerSends = new ArrayList<>();
    private final List<Long> whileAcceptorSends = new ArrayList<>();

    private void cuts(long seed, boolean forward, boolean backward, String optionsOfX, String optionsOfY) {
        try (SimPair pair = new SimPair(seed, optionsOfX, optionsOfY).connected()) {
            pair.network.paths.values().forEach(path -> path.jitter = MS);
            pair.stream(pair.here, MS, 215, 60 * SECOND);
            pair.stream(pair.there, MS, 215, 60 * SECOND);
            pair.world.run(3 * SECOND);
            for (int i = 0; i < CUTS; i++) {
                pair.world.run(pair.world.random.nextLong(100 * MS));
                pair.here.longestGap = 0;
                pair.there.longestGap = 0;
                SimNetwork.SimPath path = pair.path(pair.x.active());
                path.cutForward = forward;
                path.cutBackward = backward;
                pair.world.run(700 * MS);
                path.heal();
                pair.world.run(300 * MS + pair.world.random.nextLong(500 * MS));
                whileDialerSends.add(pair.there.longestGap);
                whileAcceptorSends.add(pair.here.longestGap);
            }
            pair.world.run(60 * SECOND);
            pair.assertAllDelivered();
        }
    }

    private static double percentile(List<Long> gaps, double share) {
        List<Long> sorted = new ArrayList<>(gaps);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / (double) MS;
    }

    private void assertShort(List<Long> gaps, double half, double most) {
        assertThat(percentile(gaps, 0.5)).isLessThanOrEqualTo(half);
        assertThat(percentile(gaps, 1)).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofCutsInBothDirections(long seed) {
        cuts(seed, true, true, "", "");
        assertShort(whileDialerSends, 70, 100);
        assertShort(whileAcceptorSends, 70, 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofCutsOnTheWayFromTheDialer(long seed) {
        cuts(seed, true, false, "", "");
        assertShort(whileDialerSends, 80, 100);
        assertShort(whileAcceptorSends, 10, 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofCutsOnTheWayToTheDialer(long seed) {
        cuts(seed, false, true, "", "");
        assertShort(whileDialerSends, 10, 20);
        assertShort(whileAcceptorSends, 80, 100);
    }

    /** An end that was wrong before waits longer; the other end's evidence shall do. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void doNotDependOnTheSlowerEnd(long seed) {
        cuts(seed, true, true, "silence.margin = 120ms", "");
        assertShort(whileDialerSends, 80, 100);
        assertShort(whileAcceptorSends, 80, 100);
    }
}
