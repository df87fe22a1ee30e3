package org.pleach.clustering.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break at any byte, noticed by either end at any time, both ends dialling: nothing lost or doubled. */
@Isolated("changes how buffers are watched: thousands of connections are too many for that")
class SessionSimulationTest {

    private static final int STEPS = 4000;
    private static final int SEEDS = 20;

    private final SimulatedEnd first = new SimulatedEnd(true);
    private final SimulatedEnd second = new SimulatedEnd(false);
    private final List<SimulatedWire> wires = new ArrayList<>();
    private int breaks;

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    @BeforeEach
    void watchNoBuffers() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void watchThemAgain() {
        ResourceLeakDetector.setLevel(level);
    }

    private void run(long seed, int pieces, int breakEvery) {
        Random random = new Random(seed);
        SimulatedWire wire = new SimulatedWire(first, second);
        wires.add(wire);
        SessionKey key = SessionKey.random(new SecureRandom());
        first.begin(wire, key);
        second.begin(wire, key);
        for (int step = 0; step < STEPS; step++) {
            step(random, pieces, breakEvery);
        }
        for (int calm = 0; calm < 200_000 && !isDone(); calm++) {
            step(random, 1 << 20, 0);
        }
        assertThat(first.wrong).as("seed %d", seed).isEmpty();
        assertThat(second.wrong).as("seed %d", seed).isEmpty();
        assertThat(second.received).as("seed %d", seed).isEqualTo(first.sent);
        assertThat(first.received).as("seed %d", seed).isEqualTo(second.sent);
        first.channel.close();
        second.channel.close();
    }

    private void step(Random random, int pieces, int breakEvery) {
        SimulatedEnd one = random.nextBoolean() ? first : second;
        boolean calm = breakEvery == 0;
        if (!calm && one.sent - one.channel.acknowledgedByPeer() < 100_000) {
            one.send(random);
        }
        if (!wires.isEmpty()) {
            wires.get(random.nextInt(wires.size())).move(random, pieces);
        }
        if (!calm && !wires.isEmpty() && random.nextInt(breakEvery) == 0) {
            SimulatedWire victim = wires.get(random.nextInt(wires.size()));
            breaks += victim.isBroken() ? 0 : 1;
            victim.breakSilently();
        }
        for (SimulatedWire wire : wires) {
            if (wire.isBroken() && random.nextInt(20) == 0) {
                wire.breakSilently();
                wire.notice(random.nextInt(2));
            }
        }
        wires.removeIf(SimulatedWire::isOver);
        if (one.suspended && random.nextInt(10) == 0 && wires.size() < 8) {
            SimulatedWire fresh = new SimulatedWire(one, one == first ? second : first);
            wires.add(fresh);
            fresh.resume();
        }
    }

    private boolean isDone() {
        return second.received == first.sent && first.received == second.sent && !first.suspended && !second.suspended
                && wires.stream().allMatch(SimulatedWire::isIdle);
    }

    @Test
    void losesAndDoublesNothingOverThousandsOfBrokenConnections() {
        int all = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            SessionSimulationTest fresh = new SessionSimulationTest();
            fresh.run(seed, 20_000, 40);
            all += fresh.breaks;
            assertThat(fresh.first.resumed).isPositive();
        }
        assertThat(all).isGreaterThan(700);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesTheStreamApartWhereverItIsSplit(long seed) {
        run(seed, 1, 1_000_000);
    }
}
