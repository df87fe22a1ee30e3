package org.pleach.monitoring;

import java.util.Collection;
import java.util.function.Supplier;
import org.pleach.broker.Broker;
import org.pleach.broker.RouteReporter;
import org.pleach.counters.CounterSource;
import org.pleach.path.PathReporter;

/**
 * What is shown. The suppliers are asked anew for every request, from any thread, so what they give may come and go.
 *
 * @param broker   the server
 * @param routes   who tells about routes; supplies null while nobody does
 * @param paths    who tells about paths
 * @param counters who counts
 */
public record Sources(Broker broker, Supplier<RouteReporter> routes, Supplier<Collection<PathReporter>> paths,
        Supplier<Collection<CounterSource>> counters) { }
