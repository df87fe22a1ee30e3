package org.pleach.clustering;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.pleach.broker.Broker;
import org.pleach.broker.Listening;
import org.pleach.counters.Counters;

/** What all routes of a cluster have in common. Any thread. */
final class RouteEnvironment {

    private final Broker broker;
    private final Supplier<ClusterOptions> options;
    private final RouteTimes times;
    private final Supplier<Listening> listening;
    private final Counters<ClusterCounter> counters = new Counters<>("cluster", ClusterCounter.class);
    private final ClusterName name;
    private final RouteTable table;
    private final Map<String, RouteSession> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final OwnInfo info = new OwnInfo(this);
    private final RouteDialers dialers = new RouteDialers(this);
    private final Gossip gossip = new Gossip(this);

    RouteEnvironment(Broker broker, Supplier<ClusterOptions> options, RouteTimes times, Supplier<Listening> listening) {
        this.broker = broker;
        this.options = options;
        this.times = times;
        this.listening = listening;
        this.name = new ClusterName(options.get().name(), broker.identity().id());
        this.table = new RouteTable(broker.identity().id());
    }

    Broker broker() {
        return broker;
    }

    ClusterOptions options() {
        return options.get();
    }

    RouteTimes times() {
        return times;
    }

    /** The ports that are open; null before the start. */
    Listening listening() {
        return listening.get();
    }

    Counters<ClusterCounter> counters() {
        return counters;
    }

    ClusterName name() {
        return name;
    }

    RouteTable table() {
        return table;
    }

    /** Routes that can be resumed, by their session's name. */
    Map<String, RouteSession> sessions() {
        return sessions;
    }

    SecureRandom random() {
        return random;
    }

    OwnInfo info() {
        return info;
    }

    RouteDialers dialers() {
        return dialers;
    }

    Gossip gossip() {
        return gossip;
    }
}
