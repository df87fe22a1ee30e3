package org.pleach.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pleach.rig.Distribution;

/** Two brokers joined by a route over TCP, publisher at one and subscriber at the other. */
final class RouteScenario implements Scenario {

    private static final List<Integer> SIZES = List.of(16, 128, 1024, 8192);

    @Override
    public String name() {
        return "route";
    }

    @Override
    public String description() {
        return "two clustered brokers, 1:1 across the route over TCP, against two nats-servers";
    }

    @Override
    public Map<String, Object> run(HarnessOptions options) throws Exception {
        Rows rows = new Rows(options);
        addTo(rows, NatsServer.required(), Files.createTempDirectory("pleach-bench"));
        return Map.of("rows", rows.all());
    }

    static List<String> names() {
        return SIZES.stream().map(RouteScenario::nameFor).toList();
    }

    private static String nameFor(int size) {
        return "two nodes 1:1 " + CoreScenario.shown(size);
    }

    static void addTo(Rows rows, Path binary, Path work) throws Exception {
        Distribution distribution = Distribution.ofSystemProperty();
        int ourRoute = NatsServer.freePort();
        int theirRoute = NatsServer.freePort();
        try (Server a = PleachServer.start(distribution, work, "pleach-a", pleach(ourRoute, null));
                Server b = PleachServer.start(distribution, work, "pleach-b", pleach(0, ourRoute));
                Server c = NatsServer.start(binary, work, "nats-a", cluster(theirRoute, null));
                Server d = NatsServer.start(binary, work, "nats-b", cluster(NatsServer.freePort(), theirRoute))) {
            for (int size : SIZES) {
                rows.add(nameFor(size), new Load.FanOut(1, size), new Comparison.Nodes(a, b), new Comparison.Nodes(c, d));
            }
        }
    }

    private static List<String> pleach(int listen, Integer route) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-a", "127.0.0.1", "-p", "-1"));
        arguments.addAll(cluster(listen == 0 ? NatsServer.freePort() : listen, route));
        return arguments;
    }

    private static List<String> cluster(int listen, Integer route) {
        List<String> arguments = new ArrayList<>(List.of("--cluster_name", "bench", "--cluster",
                "nats://127.0.0.1:" + listen));
        if (route != null) {
            arguments.addAll(List.of("--routes", "nats-route://127.0.0.1:" + route));
        }
        return arguments;
    }
}
