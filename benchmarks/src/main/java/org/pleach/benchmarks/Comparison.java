package org.pleach.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
    /** How long a load runs before it is measured, the peer's turns not counted: compiling must be over by then. */
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int QUICK_DIVISOR = 4;
    private static final int MOST_REPEATS = 5;

    /** Where a load goes in and comes out. */
    record Nodes(Server in, Server out) { }

    Map<String, Object> run(String name, Load load, Nodes pleach, Nodes peer) throws IOException, InterruptedException {
        int messages = quick ? load.messages() / QUICK_DIVISOR : load.messages();
        long warm = 0;
        for (int round = 0; round < WARM_UP_ROUNDS || !quick && warm < WARM_UP_NANOS; round++) {
            long start = System.nanoTime();
            measure(load, pleach, messages);
            warm += System.nanoTime() - start;
            measurePeer(load, peer, messages);
        }
        List<Measurement> ours = new ArrayList<>();
        List<Measurement> theirs = new ArrayList<>();
        for (int round = 0; round < (quick ? QUICK_ROUNDS : ROUNDS); round++) {
            ours.add(measure(load, pleach, messages));
            theirs.add(measurePeer(load, peer, messages));
        }
        return Measurement.row(name, Measurement.median(ours), Measurement.median(theirs));
    }

    /**
     * nats-server closes a receiver that lets 64 MiB wait, which happens across two nodes on a busy machine, since nothing
     * holds up the publisher there. Such a round is no measurement: it is done again.
     */
    private static Measurement measurePeer(Load load, Nodes peer, int messages) throws IOException, InterruptedException {
        for (int repeats = 0; ; repeats++) {
            try {
                return measure(load, peer, messages);
            } catch (IOException e) {
                if (repeats == MOST_REPEATS) {
                    throw e;
                }
                System.err.println("The peer failed, round repeated: " + e.getCause());
            }
        }
    }

    private static Measurement measure(Load load, Nodes nodes, int messages) throws IOException, InterruptedException {
        return Measurement.of(load, nodes.in(), nodes.out(), messages);
    }
}
