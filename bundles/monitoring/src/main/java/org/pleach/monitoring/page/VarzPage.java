package org.pleach.monitoring.page;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pleach.broker.Broker;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.BrokerTotals;
import org.pleach.broker.RouteReporter;
import org.pleach.broker.ServerIdentity;
import org.pleach.monitoring.MonitoringOptions;
import org.pleach.monitoring.Sources;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.TlsSettings;

/**
 * {@code /varz}: the server as a whole. Fields in nats-server's order; what has no meaning here is left out or has
 * nats-server's zero value, and {@code go} is answered by {@code java}.
 */
public final class VarzPage implements Page {

    private static final int PROTOCOL = 1;

    private final Sources sources;
    private final Supplier<MonitoringOptions> options;
    private final RequestCounts requests;
    private final ProcessUsage usage = new ProcessUsage();

    /**
     * Shows the server of {@code sources}.
     *
     * @param options  of the monitoring over HTTP; supplies null if there is none
     * @param requests what was asked of it
     */
    public VarzPage(Sources sources, Supplier<MonitoringOptions> options, RequestCounts requests) {
        this.sources = sources;
        this.options = options;
        this.requests = requests;
    }

    @Override
    public int write(Query query, Json out) throws IOException {
        Broker broker = sources.broker();
        RouteReporter cluster = sources.routes().get();
        out.begin();
        identity(broker, out);
        limits(broker.options(), out);
        cluster(broker, cluster, out);
        out.empty("gateway").empty("leaf").empty("mqtt").begin("websocket");
        websocket(broker, out);
        out.end().empty("jetstream")
                .field("tls_timeout", tlsTimeout(broker.options())).field("write_deadline", broker.options().writeDeadline().toNanos());
        process(broker, out);
        traffic(broker, cluster, out);
        counts(broker, out);
        out.end();
        return 200;
    }

    private static void identity(Broker broker, Json out) throws IOException {
        ServerIdentity identity = broker.identity();
        Endpoint open = clientEndpoint(broker);
        out.field("server_id", identity.id()).field("server_name", identity.name())
                .field("version", identity.version()).field("proto", PROTOCOL)
                .field("java", System.getProperty("java.version"))
                .field("host", open.host()).field("port", Math.max(0, open.port()))
                .fieldUnlessFalse("auth_required", broker.options().authorization().required())
                .fieldUnlessFalse("tls_required", broker.options().tls() != null && !broker.options().tls().optional())
                .fieldUnlessFalse("tls_verify",
                        broker.options().tls() != null && broker.options().tls().settings().verify())
                .listUnlessEmpty("connect_urls", broker.clientUrls())
                .listUnlessEmpty("listening", broker.clientListening().listeners().stream()
                        .map(listener -> listener.transport() + " " + listener.endpoint().hostPort()).toList());
    }

    /** The host as configured and the port that was opened. */
    private static Endpoint clientEndpoint(Broker broker) {
        Endpoint configured = broker.options().listen();
        List<Listener> open = broker.clientListening().listeners();
        return open.isEmpty() ? configured : configured.withPort(open.get(0).endpoint().port());
    }

    private void limits(BrokerOptions broker, Json out) throws IOException {
        MonitoringOptions http = options.get();
        out.field("max_connections", broker.maxConnections())
                .fieldUnlessZero("max_subscriptions", Math.max(0, broker.maxSubscriptions()))
                .field("ping_interval", broker.pingInterval().toNanos()).field("ping_max", broker.pingMax())
                .field("http_host", http == null ? "" : http.host()).field("http_port", http == null ? 0 : http.port())
                .field("http_base_path", http == null ? "" : http.basePath()).field("https_port", 0)
                .field("auth_timeout", seconds(broker.authorization().timeout()))
                .field("max_control_line", broker.maxControlLine()).field("max_payload", broker.maxPayload())
                .field("max_pending", broker.maxPending());
    }

    private static double tlsTimeout(BrokerOptions broker) {
        return (broker.tls() == null ? TlsSettings.DEFAULT_TIMEOUT_MILLIS : broker.tls().settings().timeoutMillis()) / 1000.0;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void websocket(Broker broker, Json out) throws IOException {
        for (Listener open : broker.clientListening().listeners()) {
            if (open.transport().equals("websocket")) {
                out.field("host", open.endpoint().host()).field("port", open.endpoint().port())
                        .fieldUnlessFalse("no_tls", open.endpoint().scheme().equals("ws"));
            }
        }
    }

    private static void cluster(Broker broker, RouteReporter cluster, Json out) throws IOException {
        out.begin("cluster");
        if (cluster == null) {
            out.fieldUnlessEmpty("name", broker.options().clusterName());
        } else {
            out.fieldUnlessEmpty("name", cluster.clusterName());
            List<Endpoint> open = cluster.listening();
            if (!open.isEmpty()) {
                out.field("addr", open.get(0).host()).field("cluster_port", open.get(0).port());
            }
            out.listUnlessEmpty("urls", cluster.configured().stream().map(Endpoint::hostPort).toList());
        }
        out.end();
    }

    private void process(Broker broker, Json out) throws IOException {
        long start = broker.identity().startMillis();
        long now = broker.network().currentTimeMillis();
        int cores = Runtime.getRuntime().availableProcessors();
        out.time("start", start).time("now", now).field("uptime", GoTime.uptime(now - start))
                .field("mem", usage.residentBytes()).field("cores", cores).field("gomaxprocs", cores)
                .field("cpu", usage.cpuPercent());
    }

    private static void traffic(Broker broker, RouteReporter cluster, Json out) throws IOException {
        BrokerTotals totals = broker.totals();
        long slow = slowConsumers(broker);
        out.field("connections", totals.connections()).field("total_connections", totals.accepted())
                .field("routes", cluster == null ? 0 : cluster.routes().size())
                .field("remotes", cluster == null ? 0
                        : cluster.routes().stream().map(route -> route.remoteId()).distinct().count())
                .field("leafnodes", 0)
                .field("in_msgs", totals.inMessages()).field("in_bytes", totals.inBytes())
                .field("out_msgs", totals.outMessages()).field("out_bytes", totals.outBytes())
                .field("slow_consumers", slow)
                .field("stale_connections", broker.counters().get(BrokerCounter.STALE_CONNECTIONS))
                .field("stalled_clients", broker.counters().get(BrokerCounter.PRODUCER_STALLS))
                .field("subscriptions", totals.subscriptions());
    }

    private static long slowConsumers(Broker broker) {
        return broker.counters().get(BrokerCounter.SLOW_CONSUMERS_MAX_PENDING)
                + broker.counters().get(BrokerCounter.SLOW_CONSUMERS_WRITE_DEADLINE);
    }

    private void counts(Broker broker, Json out) throws IOException {
        out.begin("http_req_stats");
        for (Map.Entry<String, Long> count : requests.asked().entrySet()) {
            out.field(count.getKey(), count.getValue());
        }
        out.end().time("config_load_time", broker.identity().startMillis()).field("config_digest", "");
        byKind("slow_consumer_stats", slowConsumers(broker), out);
        byKind("stale_connection_stats", broker.counters().get(BrokerCounter.STALE_CONNECTIONS), out);
    }

    private static void byKind(String name, long clients, Json out) throws IOException {
        out.begin(name).field("clients", clients).field("routes", 0).field("gateways", 0).field("leafs", 0).end();
    }
}
