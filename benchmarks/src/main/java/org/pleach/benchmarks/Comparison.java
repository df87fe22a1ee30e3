package org.pleach.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs one load on Pleach and on the peer in turns, so that what else the machine does hits both alike. Both are warmed up
 * with the same load before, since one of them compiles what it runs often.
 *
 * @param quick three short rounds instead of five
 */
record Comparison(boolean quick) {

    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 3;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int QUICK_DIVISOR = 4;

    /** Where a load goes in and comes out. */
    record Nodes(Server in, Server out) { }

    Map<String, Object> run(String name, Load load, Nodes pleach, Nodes peer) throws IOException, InterruptedException {
        int messages = quick ? load.messages() / QUICK_DIVISOR : load.messages();
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            measure(load, pleach, messages);
            measure(load, peer, messages);
        }
        List<Measurement> ours = new ArrayList<>();
        List<Measurement> theirs = new ArrayList<>();
        for (int round = 0; round < (quick ? QUICK_ROUNDS : ROUNDS); round++) {
            ours.add(measure(load, pleach, messages));
            theirs.add(measure(load, peer, messages));
        }
        return Measurement.row(name, Measurement.median(ours), Measurement.median(theirs));
    }

    private static Measurement measure(Load load, Nodes nodes, int messages) throws IOException, InterruptedException {
        return Measurement.of(load, nodes.in(), nodes.out(), messages);
    }
}
