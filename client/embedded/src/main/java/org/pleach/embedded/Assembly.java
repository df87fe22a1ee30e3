package org.pleach.embedded;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.pleach.auth.Authenticator;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.server.BrokerServer;
import org.pleach.broker.server.BrokerServerBuilder;
import org.pleach.clustering.Cluster;
import org.pleach.clustering.ClusterOptions;
import org.pleach.config.PleachConfig;
import org.pleach.counters.CounterSource;
import org.pleach.monitoring.MonitoringOptions;
import org.pleach.monitoring.MonitoringServer;
import org.pleach.monitoring.Sources;
import org.pleach.monitoring.system.SystemService;
import org.pleach.network.NativeNetwork;
import org.pleach.path.PathPolicy;
import org.pleach.path.PathReporter;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.scion.NativeEndhost;
import org.pleach.scion.PathPolicies;
import org.pleach.scion.PathSchedulers;
import org.pleach.scion.ScionOptions;
import org.pleach.transport.Network;
import org.pleach.transport.Transport;
import org.pleach.transport.scion.ScionTransport;
import org.pleach.transport.scion.ScionTransportOptions;
import org.pleach.transport.tcp.TcpTransport;
import org.pleach.transport.tcp.Tls;
import org.pleach.transport.websocket.WebSocketOptions;
import org.pleach.transport.websocket.WebSocketTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what Declarative Services would make, in the same order, and takes it all back if a piece fails. For one start. */
final class Assembly {

    private static final Logger LOG = LoggerFactory.getLogger(Pleach.class);

    private final Map<String, Config> sections;
    private final Closing closing = new Closing();
    private final NativeNetwork network;
    private final BrokerServerBuilder broker = BrokerServer.builder();
    private final PathPolicies policies = new PathPolicies();
    private final PathSchedulers schedulers = new PathSchedulers();
    private final List<PathReporter> paths = new ArrayList<>();
    private final List<CounterSource> counters = new ArrayList<>();

    Assembly(PleachConfig config, int eventLoops) {
        sections = config.sections();
        config.warnings().forEach(warning -> LOG.warn("{}", warning));
        network = NativeNetwork.open(eventLoops == 0 ? NativeNetwork.defaultEventLoops() : eventLoops, "pleach");
        closing.add(network);
        broker.network(network);
    }

    void pathPolicy(String name, PathPolicy policy) {
        policies.add(name, policy);
    }

    void pathScheduler(String name, PathScheduler scheduler) {
        schedulers.add(name, scheduler);
    }

    void transport(Function<Network, ? extends Transport> made) {
        Transport transport = made.apply(network);
        if (transport instanceof AutoCloseable closeable) {
            closing.add(closeable);
        }
        broker.transport(transport);
    }

    void authenticator(Authenticator authenticator) {
        broker.authenticator(authenticator);
    }

    Pleach start() {
        try {
            return assemble();
        } catch (ConfigException | IllegalArgumentException e) {
            closing.close();
            throw new StartException(e.getMessage(), e);
        } catch (CompletionException e) {
            closing.close();
            throw new StartException(e.getCause().getMessage(), e.getCause());
        }
    }

    private Pleach assemble() {
        TcpTransport tcp = new TcpTransport(network);
        closing.add(tcp);
        Tls tls = new Tls();
        broker.transport(tcp).tls(tls);
        if (sections.containsKey(PleachConfig.WEBSOCKET_PID)) {
            WebSocketOptions options = WebSocketOptions.from(sections.get(PleachConfig.WEBSOCKET_PID));
            WebSocketTransport webSocket = new WebSocketTransport(network, options, tls);
            closing.add(webSocket);
            broker.transport(webSocket);
        }
        if (sections.containsKey(PleachConfig.SCION_PID)) {
            addScion(sections.get(PleachConfig.SCION_PID));
        }
        BrokerServer server = broker.options(BrokerOptions.from(sections.get(PleachConfig.BROKER_PID))).start();
        closing.add(server);
        counters.add(server.counters());
        await(server.ready());
        Cluster cluster = sections.containsKey(PleachConfig.CLUSTER_PID)
                ? join(server, sections.get(PleachConfig.CLUSTER_PID)) : null;
        MonitoringServer monitoring = sections.containsKey(PleachConfig.MONITORING_PID)
                ? monitor(server, cluster, sections.get(PleachConfig.MONITORING_PID)) : null;
        SystemService system = SystemService.start(new Sources(server, () -> cluster, () -> paths, () -> counters),
                () -> monitoring == null ? null : monitoring.options());
        closing.add(system);
        counters.add(system.counters());
        await(server.announceReady());
        return new Pleach(server, cluster, monitoring, closing);
    }

    private void addScion(Config section) {
        NativeEndhost endhost = NativeEndhost.open(network, ScionOptions.from(section), policies, schedulers);
        closing.add(endhost);
        ScionTransport scion = new ScionTransport(endhost, network, ScionTransportOptions.from(section));
        closing.add(scion);
        paths.add(endhost);
        counters.add(endhost.counters());
        counters.add(scion.counters());
        broker.transport(scion);
    }

    private Cluster join(BrokerServer server, Config section) {
        Cluster cluster = new Cluster(server, ClusterOptions.from(section));
        closing.add(cluster);
        counters.add(cluster.counters());
        cluster.start();
        await(cluster.ready());
        return cluster;
    }

    private MonitoringServer monitor(BrokerServer server, Cluster cluster, Config section) {
        Optional<MonitoringOptions> options = MonitoringOptions.from(section);
        if (options.isEmpty()) {
            return null;
        }
        Sources sources = new Sources(server, () -> cluster, () -> paths, () -> counters);
        MonitoringServer monitoring = await(MonitoringServer.start(options.get(), network, sources));
        closing.add(monitoring);
        return monitoring;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
