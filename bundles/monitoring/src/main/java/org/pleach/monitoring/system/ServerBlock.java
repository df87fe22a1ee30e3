package org.pleach.monitoring.system;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.pleach.broker.Broker;
import org.pleach.broker.RouteReporter;
import org.pleach.monitoring.Sources;
import org.pleach.monitoring.page.Json;

/** The field {@code server} that is in all answers and events: who speaks, and how often it has. */
final class ServerBlock {

    private final Sources sources;
    private final AtomicLong sequence = new AtomicLong();

    ServerBlock(Sources sources) {
        this.sources = sources;
    }

    void write(Json out) throws IOException {
        fields(out.begin("server")).end();
    }

    /** The fields alone: the end of a server is told without anything around them. */
    Json fields(Json out) throws IOException {
        Broker broker = sources.broker();
        return identity(out).fieldUnlessEmpty("cluster", cluster())
                .field("ver", broker.identity().version()).field("jetstream", false).field("flags", 0)
                .field("seq", sequence.incrementAndGet()).time("time", broker.network().currentTimeMillis());
    }

    Json identity(Json out) throws IOException {
        Broker broker = sources.broker();
        return out.field("name", broker.identity().name()).field("host", broker.options().listen().host())
                .field("id", broker.identity().id());
    }

    String cluster() {
        RouteReporter routes = sources.routes().get();
        return routes != null ? routes.clusterName() : sources.broker().options().clusterName();
    }
}
