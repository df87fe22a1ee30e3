package org.pleach.scion.multipath;

import io.netty.util.concurrent.EventExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.pleach.counters.Counters;
import org.pleach.path.PathInterface;
import org.pleach.scion.PathSchedulers;
import org.pleach.scion.ScionCount;
import org.pleach.scion.path.PathLookup;
import org.pleach.scion.path.PathRanking;

/**
 * What the paths of all peers of one socket share.
 *
 * @param settings  tunables
 * @param clock     time
 * @param executor  the socket's event loop
 * @param carrier   the socket
 * @param lookup    where paths come from
 * @param ranking   the policies as they are configured now
 * @param mode      the scheduler as it is configured now
 * @param down      is told of interfaces that routers report down
 * @param counters  counts
 * @param random    randomness
 * @param shared    what other sockets of this host learn by probes
 */
public record Multipath(Settings settings, Clock clock, EventExecutor executor, Carrier carrier, PathLookup lookup,
        Supplier<PathRanking> ranking, Supplier<PathSchedulers.Choice> mode, Consumer<PathInterface> down, Counters<ScionCount> counters,
        RandomGenerator random, SharedProbes shared) { }
