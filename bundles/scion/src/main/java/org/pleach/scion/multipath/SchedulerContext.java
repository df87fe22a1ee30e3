package org.pleach.scion.multipath;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.pleach.counters.Counters;
import org.pleach.scion.ScionCount;

/**
 * What a scheduler works with.
 *
 * @param routes   the peer's routes
 * @param settings tunables
 * @param carrier  the socket
 * @param prober   probes routes
 * @param counters counts
 * @param random   randomness
 * @param leads    whether this end picks the path; if not, it follows the peer
 * @param wake     asks for {@link PathScheduler#onTime} at a time
 * @param switches is told of every change of the active route
 */
record SchedulerContext(Routes routes, Settings settings, Carrier carrier, Prober prober,
        Counters<ScionCount> counters, RandomGenerator random, BooleanSupplier leads, LongConsumer wake,
        SwitchListener switches) {

    /** Hears of changes of the active route. */
    @FunctionalInterface
    interface SwitchListener {
        /** {@code from} is null the first time. */
        void switched(Route from, Route to, String reason);
    }
}
