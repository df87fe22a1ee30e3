package org.pleach.monitoring.page;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pleach.broker.Broker;
import org.pleach.broker.BrokerTotals;
import org.pleach.broker.RouteReporter;
import org.pleach.counters.CounterSource;
import org.pleach.monitoring.Sources;

/**
 * {@code /metrics}: figures for Prometheus, in its text format 0.0.4. Names are in docs/operations.md; every counter there is
 * comes as {@code pleach_events_total} with its name and where it belongs as labels.
 */
public final class MetricsText {

    private final Sources sources;
    private final CounterSource own;
    private final ProcessUsage usage = new ProcessUsage();

    /** @param own the monitoring's own counts */
    public MetricsText(Sources sources, CounterSource own) {
        this.sources = sources;
        this.own = own;
    }

    /** The whole text. */
    public String text() {
        Broker broker = sources.broker();
        BrokerTotals totals = broker.totals();
        RouteReporter cluster = sources.routes().get();
        StringBuilder text = new StringBuilder();
        text.append("# HELP pleach_info Who this server is.\n# TYPE pleach_info gauge\npleach_info{server_id=\"")
                .append(label(broker.identity().id())).append("\",server_name=\"")
                .append(label(broker.identity().name())).append("\",version=\"")
                .append(label(broker.identity().version())).append("\"} 1\n");
        figure(text, "start_time_seconds", "gauge", "When it started, seconds since 1970.",
                broker.identity().startMillis() / 1000.0);
        figure(text, "resident_memory_bytes", "gauge", "Memory it has.", usage.residentBytes());
        figure(text, "connections", "gauge", "Clients connected now.", totals.connections());
        figure(text, "connections_total", "counter", "Clients that have connected.", totals.accepted());
        figure(text, "subscriptions", "gauge", "Subscriptions now.", totals.subscriptions());
        figure(text, "routes", "gauge", "Routes now.", cluster == null ? 0 : cluster.routes().size());
        figure(text, "received_messages_total", "counter", "Messages that came in.", totals.inMessages());
        figure(text, "received_bytes_total", "counter", "Bytes of their headers and payloads.", totals.inBytes());
        figure(text, "sent_messages_total", "counter", "Messages that went out.", totals.outMessages());
        figure(text, "sent_bytes_total", "counter", "Bytes of their headers and payloads.", totals.outBytes());
        events(text);
        return text.toString();
    }

    private void events(StringBuilder text) {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        read(own, all);
        sources.counters().get().forEach(source -> read(source, all));
        text.append("# HELP pleach_events_total Every loss, retry, failover and refusal, by name.\n"
                + "# TYPE pleach_events_total counter\n");
        all.forEach((subsystem, counts) -> counts.forEach((name, count) -> text.append("pleach_events_total{subsystem=\"")
                .append(label(subsystem)).append("\",event=\"").append(label(name)).append("\"} ").append(count)
                .append('\n')));
    }

    private static void read(CounterSource source, Map<String, Map<String, Long>> all) {
        Map<String, Long> counts = all.computeIfAbsent(source.subsystem(), name -> new TreeMap<>());
        source.read((name, value) -> counts.merge(name, value, Long::sum));
    }

    private static void figure(StringBuilder text, String name, String type, String help, double value) {
        String number = value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
        text.append("# HELP pleach_").append(name).append(' ').append(help).append("\n# TYPE pleach_").append(name)
                .append(' ').append(type).append("\npleach_").append(name).append(' ').append(number).append('\n');
    }

    private static String label(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
