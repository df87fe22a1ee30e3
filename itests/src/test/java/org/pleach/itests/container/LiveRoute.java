package org.pleach.itests.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.pleach.broker.Broker;
import org.pleach.counters.CounterSource;
import org.pleach.itests.outside.LoopbackScion;
import org.pleach.path.PathReporter;
import org.pleach.path.PathReporter.PathStatus;
import org.pleach.path.PathReporter.PeerPaths;
import org.pleach.path.PathReporter.State;
import org.pleach.rig.BrokerProcess;
import org.pleach.rig.Distribution;
import org.pleach.rig.NumberedStream;

/** A broker in this framework that dials a route to one in a process of its own, over the sandbox's network. */
public final class LiveRoute implements AutoCloseable {

    private static final int MESSAGE_BYTES = 128;

    private final LoopbackScion scion;
    private final BrokerProcess peer;

    private LiveRoute(LoopbackScion scion, BrokerProcess peer) {
        this.scion = scion;
        this.peer = peer;
    }

    /** Starts both; does not wait for the route. {@code settings} are those of the {@code scion} section here. */
    public static LiveRoute start(Map<String, Object> settings) throws Exception {
        Path work = Files.createTempDirectory("live-route");
        LoopbackScion scion = LoopbackScion.start();
        Path config = Files.writeString(work.resolve("peer.conf"), """
                listen: "127.0.0.1:-1"
                scion { path_preference: "latency" }
                cluster { name: c1, listen: "nats://%s,127.0.0.1:-1" }
                """.formatted(LoopbackScion.AS_BF));
        BrokerProcess peer = BrokerProcess.start("peer", Distribution.ofSystemProperty(), work,
                Map.of("SCION_DAEMON_ADDRESS", scion.daemon(LoopbackScion.AS_BF)), List.of("-c", config.toString()));
        LiveRoute route = new LiveRoute(scion, peer);
        try {
            route.configure(settings);
            return route;
        } catch (Exception | AssertionError e) {
            route.close();
            throw e;
        }
    }

    private void configure(Map<String, Object> settings) throws Exception {
        peer.awaitReady(Inside.PATIENCE);
        String route = peer.awaitLine(Pattern.compile("Listening for route connections .*,127\\.0\\.0\\.1:(\\d+)"),
                Inside.PATIENCE).group(1);
        Map<String, Object> all = new HashMap<>(settings);
        all.put("daemon", scion.daemon(LoopbackScion.AS_A0));
        Inside.configure("org.pleach.scion", all);
        Inside.configure("org.pleach.cluster", Map.of("name", "c1",
                "listen", "nats://" + LoopbackScion.AS_A0 + ",127.0.0.1:-1",
                "routes", new String[] {"nats-route://[" + LoopbackScion.AS_BF + ",127.0.0.1]:" + route}));
        Inside.configure("org.pleach.broker", Map.of("listen", "127.0.0.1:-1"));
    }

    /** Numbered messages from the broker here to the other one. */
    public NumberedStream stream(String name, int messagesPerSecond) throws Exception {
        return NumberedStream.start(name, here(), there(), name, MESSAGE_BYTES, messagesPerSecond);
    }

    /** The same the other way. */
    public NumberedStream back(String name, int messagesPerSecond) throws Exception {
        return NumberedStream.start(name, there(), here(), name, MESSAGE_BYTES, messagesPerSecond);
    }

    private static String here() {
        return "nats://127.0.0.1:" + Inside.awaitService(Broker.class).clientListening().listeners().stream()
                .filter(listener -> listener.transport().equals("tcp")).findFirst().orElseThrow().endpoint().port();
    }

    private String there() {
        return "nats://127.0.0.1:" + peer.clientPort().orElseThrow();
    }

    /** The peers that this broker has paths to now. */
    public List<PeerPaths> peers() {
        return Inside.service(PathReporter.class).peers();
    }

    /** The paths in use. */
    public List<PathStatus> active() {
        List<PathStatus> active = new ArrayList<>();
        peers().forEach(other -> other.paths().stream().filter(path -> path.state() == State.ACTIVE)
                .forEach(active::add));
        return active;
    }

    /** What the SCION stack here has counted under that name. */
    public long count(String name) throws InvalidSyntaxException {
        long[] value = new long[1];
        for (ServiceReference<CounterSource> reference
                : Inside.context().getServiceReferences(CounterSource.class, null)) {
            CounterSource source = Inside.context().getService(reference);
            if (source.subsystem().equals("scion")) {
                source.read((counted, times) -> value[0] += counted.equals(name) ? times : 0);
            }
        }
        return value[0];
    }

    @Override
    public void close() throws IOException {
        for (String pid : List.of("org.pleach.broker", "org.pleach.cluster", "org.pleach.scion")) {
            Inside.unconfigure(pid);
        }
        peer.close();
        scion.close();
    }
}
