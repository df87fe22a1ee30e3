package org.pleach.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.rig.Distribution;

/** One broker under every kind of load, Pleach and nats-server in turns; two brokers; start and memory. */
final class CoreScenario implements Scenario {

    private static final List<Integer> SIZES = List.of(16, 128, 1024, 8192);
    private static final List<Integer> RECEIVERS = List.of(1, 4, 100);
    private static final List<Integer> SUBSCRIPTIONS = List.of(10, 1_000, 100_000, 1_000_000);
    private static final String FOOTPRINT = "footprint";

    private record Row(String name, Load load) { }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int size : List.of(16, 128)) {
            rows.add(new Row("publish " + shown(size), new Load.Publish(size)));
        }
        for (int receivers : RECEIVERS) {
            for (int size : SIZES) {
                rows.add(new Row("1:" + receivers + ' ' + shown(size), new Load.FanOut(receivers, size)));
            }
        }
        rows.add(new Row("request/reply 128 B", new Load.RequestReply(128)));
        rows.add(new Row("1,000 subjects 128 B", new Load.ManySubjects(1000, 128)));
        return rows;
    }

    static String shown(int bytes) {
        return bytes < 1024 ? bytes + " B" : bytes / 1024 + " KiB";
    }

    @Override
    public String name() {
        return "core";
    }

    @Override
    public String description() {
        return "every kind of load, start and memory, against nats-server (NATS_SERVER or on the path); --rows REGEX";
    }

    @Override
    public Map<String, Object> run(HarnessOptions options) throws Exception {
        Path binary = NatsServer.required();
        Path work = Files.createTempDirectory("pleach-bench");
        Rows rows = new Rows(options);
        try (Server pleach = PleachServer.start(Distribution.ofSystemProperty(), work, "pleach",
                List.of("-a", "127.0.0.1", "-p", "-1"));
                Server peer = NatsServer.start(binary, work, "nats-server", List.of())) {
            Comparison.Nodes ours = new Comparison.Nodes(pleach, pleach);
            Comparison.Nodes theirs = new Comparison.Nodes(peer, peer);
            for (Row row : rows()) {
                rows.add(row.name(), row.load(), ours, theirs);
            }
            for (int subscriptions : SUBSCRIPTIONS) {
                try (Growth load = new Growth(subscriptions, Math.min(subscriptions, 1000))) {
                    rows.add(String.format("among %,d", subscriptions), load, ours, theirs);
                }
            }
            try (Growth load = new Growth(1_000_000, 100_000)) {
                rows.add("among 1,000,000, 100,000 used", load, ours, theirs);
            }
        }
        if (RouteScenario.names().stream().anyMatch(rows::wants)) {
            RouteScenario.addTo(rows, binary, work);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rows", rows.all());
        if (rows.wants(FOOTPRINT)) {
            int starts = options.quick() ? 3 : 7;
            result.put("figures",
                    new Footprint(binary, work, starts, options.number("connections", 10_000)).figures());
        }
        return result;
    }
}
