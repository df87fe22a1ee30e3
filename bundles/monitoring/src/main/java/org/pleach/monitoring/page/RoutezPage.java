package org.pleach.monitoring.page;

import java.io.IOException;
import java.util.List;
import org.pleach.broker.Broker;
import org.pleach.broker.RouteReporter;
import org.pleach.broker.RouteSnapshot;
import org.pleach.monitoring.Sources;

/** {@code /routez}: the routes of the cluster. */
public final class RoutezPage implements Page {

    private final Sources sources;

    /** Shows the routes of {@code sources}. */
    public RoutezPage(Sources sources) {
        this.sources = sources;
    }

    @Override
    public int write(Query query, Json out) throws IOException {
        Broker broker = sources.broker();
        RouteReporter reporter = sources.routes().get();
        List<RouteSnapshot> routes = reporter == null ? List.of() : reporter.routes();
        long now = broker.network().currentTimeMillis();
        out.begin().field("server_id", broker.identity().id()).field("server_name", broker.identity().name())
                .time("now", now).field("num_routes", routes.size())
                .beginArray("routes");
        for (RouteSnapshot route : routes) {
            write(route, now, out);
        }
        out.endArray().end();
        return 200;
    }

    private static void write(RouteSnapshot route, long now, Json out) throws IOException {
        out.begin().field("rid", route.id()).field("remote_id", route.remoteId())
                .field("remote_name", route.remoteName()).field("did_solicit", route.solicited())
                .field("is_configured", route.configured());
        Peer.write(route.remote(), route.transport(), out);
        out.time("start", route.startMillis()).time("last_activity", route.lastActivityMillis())
                .field("rtt", GoTime.duration(route.rttNanos()))
                .field("uptime", GoTime.uptime(now - route.startMillis()))
                .field("idle", GoTime.uptime(now - route.lastActivityMillis()))
                .field("pending_size", route.pendingBytes())
                .field("in_msgs", route.inMessages()).field("out_msgs", route.outMessages())
                .field("in_bytes", route.inBytes()).field("out_bytes", route.outBytes())
                .field("subscriptions", route.subscriptions())
                .field("suspended", route.suspended()).field("resumptions", route.resumptions())
                .field("retained_size", route.retainedBytes())
                .fieldUnlessEmpty("account", route.account())
                .end();
    }
}
