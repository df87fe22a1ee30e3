package org.pleach.rig;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.sandbox.Sandbox;
import org.pleach.sandbox.SandboxOptions;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.command.ControlServer;

/**
 * The sandbox's demo network with a broker in 18-ffaa:1:10bf and one in 18-ffaa:1:10a0, each in its own process and
 * container, clustered over SCION by two small configuration files. Each broker watches a deploy folder of its own.
 */
public final class ScionCluster implements AutoCloseable {

    /** Where the first broker is; it is dialled. */
    public static final IsdAs FIRST_AS = IsdAs.parse("18-ffaa:1:10bf");
    /** Where the second broker is; it dials. */
    public static final IsdAs SECOND_AS = IsdAs.parse("18-ffaa:1:10a0");

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern ROUTE = Pattern.compile("rid:\\d+ - Route connection created");

    private final NativeNetwork network;
    private final Sandbox sandbox;
    private final List<Node> nodes = new ArrayList<>();
    private ControlServer control;

    /**
     * A broker of the cluster.
     *
     * @param name       {@code s1} or {@code s2}
     * @param broker     its process
     * @param clientPort where it takes NATS clients, on loopback
     * @param pathz      its paths
     * @param deploy     the folder it watches for bundles
     */
    public record Node(String name, BrokerProcess broker, int clientPort, Pathz pathz, Path deploy) {
        /** Where it takes NATS clients, as clients write it. */
        public String url() {
            return "nats://127.0.0.1:" + clientPort;
        }
    }

    private ScionCluster(NativeNetwork network, Sandbox sandbox) {
        this.network = network;
        this.sandbox = sandbox;
    }

    /**
     * Starts network and brokers and waits until they are clustered.
     *
     * @param distribution what the brokers run
     * @param work         an empty folder for configuration files, logs and deploy folders
     * @param options      how the sandbox runs
     * @param ports        which ports to use
     */
    public static ScionCluster start(Distribution distribution, Path work, SandboxOptions options, ClusterPorts ports)
            throws IOException, InterruptedException {
        return start(distribution, work, ClusterSettings.of(options, ports));
    }

    /**
     * Starts network and brokers and waits until they are clustered.
     *
     * @param distribution what the brokers run
     * @param work         an empty folder for configuration files, logs and deploy folders
     * @param settings     how
     */
    public static ScionCluster start(Distribution distribution, Path work, ClusterSettings settings)
            throws IOException, InterruptedException {
        ClusterPorts ports = settings.ports();
        NativeNetwork network = NativeNetwork.open(1, "sandbox");
        ScionCluster cluster;
        try {
            cluster = new ScionCluster(network, Sandbox.start(Topology.builtIn("demo"), network, settings.sandbox()));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
        try {
            settings.pathLifetime().ifPresent(cluster.sandbox.faults()::pathLifetime);
            cluster.startNode("s1", FIRST_AS, distribution, work, settings, ports.firstClient(),
                    ports.firstMonitoring());
            cluster.startNode("s2", SECOND_AS, distribution, work, settings, ports.secondClient(),
                    ports.secondMonitoring());
            for (Node node : cluster.nodes) {
                node.broker().awaitReady(PATIENCE);
            }
            for (Node node : cluster.nodes) {
                node.broker().awaitLine(ROUTE, PATIENCE);
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void startNode(String name, IsdAs isdAs, Distribution distribution, Path work, ClusterSettings settings,
            int clientPort, int monitoringPort) throws IOException {
        Path folder = Files.createDirectories(work.resolve(name));
        Path deploy = Files.createDirectories(folder.resolve("deploy"));
        try (var bundles = Files.list(distribution.home().resolve("deploy"))) {
            for (Path bundle : bundles.toList()) {
                Files.copy(bundle, deploy.resolve(bundle.getFileName()));
            }
        }
        Path configuration = folder.resolve(name + ".conf");
        Files.writeString(configuration, settings.apply(resource(name + ".conf")));
        InetSocketAddress daemon = sandbox.daemonAddress(isdAs);
        Map<String, String> environment = Map.of(
                "SCION_DAEMON_ADDRESS", daemon.getAddress().getHostAddress() + ":" + daemon.getPort(),
                "PLEACH_JVM_OPTS", "-Dpleach.deploy=" + deploy);
        BrokerProcess broker = BrokerProcess.start(name, distribution, folder, environment,
                List.of("-c", configuration.toString(), "-m", Integer.toString(monitoringPort)));
        nodes.add(new Node(name, broker, clientPort, new Pathz(monitoringPort), deploy));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ScionCluster.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The network. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** Opens the port on loopback at which {@code pleach sandbox COMMAND --control PORT} steers the network. */
    public int openControl() {
        if (control == null) {
            control = ControlServer.open(sandbox, network, 0);
        }
        return control.address().getPort();
    }

    /** The broker in {@link #FIRST_AS}. */
    public Node first() {
        return nodes.get(0);
    }

    /** The broker in {@link #SECOND_AS}. */
    public Node second() {
        return nodes.get(1);
    }

    /** Both. */
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** The path on which a broker sends what its routes carry; empty if it does not tell. */
    public Optional<Pathz.PathLine> activePath(Node node) {
        return node.pathz().peers().stream()
                .flatMap(peer -> peer.active().stream())
                .max((a, b) -> Long.compare(a.bytesSent() + a.bytesReceived(), b.bytesSent() + b.bytesReceived()));
    }

    /** The links that a path takes. */
    public List<String> linksOf(Pathz.PathLine path) {
        List<PathInterface> interfaces = path.interfaces().stream().map(ScionCluster::parse).toList();
        return sandbox.faults().linksOf(interfaces);
    }

    private static PathInterface parse(String text) {
        int hash = text.indexOf('#');
        return new PathInterface(IsdAs.parse(text.substring(0, hash)), Long.parseUnsignedLong(text.substring(hash + 1)));
    }

    /** Ends brokers and network. */
    @Override
    public void close() {
        nodes.forEach(node -> node.broker().terminate());
        nodes.forEach(node -> node.broker().close());
        if (control != null) {
            control.close();
        }
        sandbox.close();
        network.close();
    }
}
