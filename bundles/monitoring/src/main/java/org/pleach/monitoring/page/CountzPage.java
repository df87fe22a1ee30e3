package org.pleach.monitoring.page;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.pleach.counters.CounterSource;
import org.pleach.monitoring.Sources;

/** {@code /countz}: every count of every source, by subsystem; sources of one subsystem are added up. */
public final class CountzPage implements Page {

    private final Sources sources;
    private final CounterSource own;

    /**
     * Shows the counts of {@code sources}.
     *
     * @param own the monitoring's own
     */
    public CountzPage(Sources sources, CounterSource own) {
        this.sources = sources;
        this.own = own;
    }

    @Override
    public int write(Query query, Json out) throws IOException {
        Map<String, Map<String, Long>> subsystems = new TreeMap<>();
        read(own, subsystems);
        for (CounterSource source : sources.counters().get()) {
            read(source, subsystems);
        }
        out.begin().field("server_id", sources.broker().identity().id())
                .time("now", sources.broker().network().currentTimeMillis())
                .begin("counters");
        for (Map.Entry<String, Map<String, Long>> subsystem : subsystems.entrySet()) {
            out.begin(subsystem.getKey());
            for (Map.Entry<String, Long> count : subsystem.getValue().entrySet()) {
                out.field(count.getKey(), count.getValue());
            }
            out.end();
        }
        out.end().end();
        return 200;
    }

    private static void read(CounterSource source, Map<String, Map<String, Long>> subsystems) {
        Map<String, Long> counts = subsystems.computeIfAbsent(source.subsystem(), name -> new TreeMap<>());
        source.read((name, value) -> counts.merge(name, value, Long::sum));
    }
}
