package org.pleach.scion.multipath;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.pleach.counters.Counters;
import org.pleach.path.scheduler.PeerScheduler;
import org.pleach.scion.ScionCount;

/**
 * What the built-in scheduler works with.
 *
 * @param routes   the peer's routes
 * @param settings tunables
 * @param sender   sends again what was sent lately
 * @param prober   probes routes
 * @param counters counts
 * @param random   randomness
 * @param leads    whether this end picks the path; if not, it follows the peer
 * @param wake     asks for {@link PeerScheduler#onTime} at a time
 * @param roles    is told of every change of the active route
 */
record SchedulerContext(Routes routes, Settings settings, Sender sender, Prober prober,
        Counters<ScionCount> counters, RandomGenerator random, BooleanSupplier leads, LongConsumer wake,
        Roles roles) { }
