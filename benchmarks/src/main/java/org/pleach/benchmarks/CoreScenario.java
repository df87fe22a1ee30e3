package org.pleach.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pleach.rig.Distribution;

/** One broker under every kind of load, Pleach and nats-server in turns. */
final class CoreScenario implements Scenario {

    private record Row(String name, Load load) { }

    private static final List<Row> ROWS = List.of(
            new Row("publish 16 B", new Load.Publish(16)),
            new Row("publish 128 B", new Load.Publish(128)),
            new Row("1:1 16 B", new Load.FanOut(1, 16)),
            new Row("1:1 128 B", new Load.FanOut(1, 128)),
            new Row("1:1 1 KiB", new Load.FanOut(1, 1024)),
            new Row("1:1 8 KiB", new Load.FanOut(1, 8192)),
            new Row("1:4 128 B", new Load.FanOut(4, 128)),
            new Row("1:100 128 B", new Load.FanOut(100, 128)),
            new Row("request/reply 128 B", new Load.RequestReply(128)),
            new Row("1,000 subjects 128 B", new Load.ManySubjects(1000, 128)));

    @Override
    public String name() {
        return "core";
    }

    @Override
    public String description() {
        return "one broker, every kind of load, against nats-server (NATS_SERVER or on the path)";
    }

    @Override
    public Map<String, Object> run(HarnessOptions options) throws Exception {
        Path binary = NatsServer.required();
        Path work = Files.createTempDirectory("pleach-bench");
        Comparison comparison = new Comparison(options.quick());
        List<Map<String, Object>> rows = new ArrayList<>();
        Measurement.printHead();
        try (Server pleach = PleachServer.start(Distribution.ofSystemProperty(), work, "pleach",
                List.of("-a", "127.0.0.1", "-p", "-1"));
                Server peer = NatsServer.start(binary, work, "nats-server", List.of())) {
            for (Row row : ROWS) {
                if (!row.name().matches(options.settings().getOrDefault("rows", ".*"))) {
                    continue;
                }
                rows.add(comparison.run(row.name(), row.load(), new Comparison.Nodes(pleach, pleach),
                        new Comparison.Nodes(peer, peer)));
            }
        }
        return Map.of("rows", rows);
    }
}
