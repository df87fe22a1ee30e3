package org.pleach.monitoring.system;

import java.io.IOException;
import java.util.List;
import org.pleach.broker.Broker;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.BrokerTotals;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.broker.RouteReporter;
import org.pleach.broker.RouteSnapshot;
import org.pleach.monitoring.Sources;
import org.pleach.monitoring.page.Json;
import org.pleach.monitoring.page.ProcessUsage;

/** {@code statsz}: the server's figures, as {@code nats server list} shows them. */
final class Statsz {

    private final Sources sources;
    private final ProcessUsage usage = new ProcessUsage();

    Statsz(Sources sources) {
        this.sources = sources;
    }

    /** The object behind a name that was written. */
    void write(Json out) throws IOException {
        Broker broker = sources.broker();
        RouteReporter reporter = sources.routes().get();
        List<RouteSnapshot> routes = reporter == null ? List.of() : reporter.routes();
        List<ConnectionSnapshot> clients = broker.connections();
        BrokerTotals totals = broker.totals();
        int cores = Runtime.getRuntime().availableProcessors();
        out.begin().time("start", broker.identity().startMillis()).field("mem", usage.residentBytes())
                .field("cores", cores).field("cpu", usage.cpuPercent()).field("connections", totals.connections())
                .field("total_connections", totals.accepted())
                .field("active_accounts", broker.accounts().stream().filter(each -> each.clients() > 0).count())
                .field("subscriptions", totals.subscriptions());
        traffic("sent", totals.outMessages(), totals.outBytes(), out);
        traffic("sent_to_clients", clients.stream().mapToLong(ConnectionSnapshot::outMessages).sum(),
                clients.stream().mapToLong(ConnectionSnapshot::outBytes).sum(), out);
        traffic("received", totals.inMessages(), totals.inBytes(), out);
        traffic("received_from_clients", clients.stream().mapToLong(ConnectionSnapshot::inMessages).sum(),
                clients.stream().mapToLong(ConnectionSnapshot::inBytes).sum(), out);
        out.field("slow_consumers", broker.counters().get(BrokerCounter.SLOW_CONSUMERS_MAX_PENDING)
                + broker.counters().get(BrokerCounter.SLOW_CONSUMERS_WRITE_DEADLINE));
        if (!routes.isEmpty()) {
            out.beginArray("routes");
            for (RouteSnapshot route : routes) {
                out.begin().field("rid", route.id()).fieldUnlessEmpty("name", route.remoteName());
                traffic("sent", route.outMessages(), route.outBytes(), out);
                traffic("received", route.inMessages(), route.inBytes(), out);
                out.field("pending", route.pendingBytes()).end();
            }
            out.endArray();
        }
        out.field("active_servers", 1 + routes.stream().map(RouteSnapshot::remoteId).distinct().count())
                .field("gomaxprocs", cores).end();
    }

    static void traffic(String name, long messages, long bytes, Json out) throws IOException {
        out.begin(name).field("msgs", messages).field("bytes", bytes).end();
    }
}
