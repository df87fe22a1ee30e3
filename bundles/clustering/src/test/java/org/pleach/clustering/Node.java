package org.pleach.clustering;

import com.typesafe.config.ConfigFactory;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.RouteSnapshot;
import org.pleach.broker.server.BrokerServer;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.transport.Endpoint;
import org.pleach.transport.tcp.TcpTransport;

/** One server of a cluster on loopback, with any free ports, and clients connected to it. */
final class Node implements AutoCloseable {

    /** Everything quick, so that a test need not wait. */
    static final RouteTimes TIMES = new RouteTimes(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(50),
            Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(400),
            Duration.ofMillis(50));

    final NativeNetwork network;
    final TcpTransport tcp;
    final BrokerServer broker;
    final Cluster cluster;
    private final List<Connection> clients = new ArrayList<>();

    private Node(String name, int eventLoops, String isdAs, String clusterConfig) {
        network = NativeNetwork.open(eventLoops, "test-" + name);
        tcp = new TcpTransport(network);
        BrokerOptions options = BrokerOptions.from(
                ConfigFactory.parseString("server_name = " + name + "\nlisten = \"127.0.0.1:0\""));
        broker = BrokerServer.builder().network(network).transport(tcp).options(options).start();
        if (isdAs != null) {
            broker.addTransport(new FakeScionTransport(tcp, IsdAs.parse(isdAs)), 1);
        }
        join(broker.ready());
        cluster = new Cluster(broker, options(clusterConfig), TIMES);
        cluster.start();
        join(cluster.ready());
    }

    /** In cluster "c1", listening on any free port, with {@code config} besides. */
    static Node start(String name, String config) {
        return new Node(name, 2, null, "name = c1\nlisten = \"127.0.0.1:0\"\n" + config);
    }

    /** With exactly that configuration. */
    static Node startWith(String name, String config) {
        return new Node(name, 1, null, config);
    }

    /** In cluster "c1", in an AS of SCION, so to speak, beside TCP. */
    static Node startScion(String name, String isdAs, String config) {
        return new Node(name, 2, isdAs, "name = c1\nlisten = \"nats://" + isdAs + ",127.0.0.1:0\"\n" + config);
    }

    static ClusterOptions options(String config) {
        return ClusterOptions.from(ConfigFactory.parseString(config));
    }

    private static void join(CompletionStage<?> stage) {
        stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    int routePort() {
        return cluster.listening().get(0).port();
    }

    int clientPort() {
        return broker.clientListening().listeners().get(0).endpoint().port();
    }

    String routesTo(Node... others) {
        StringBuilder routes = new StringBuilder("routes = [");
        for (Node other : others) {
            routes.append('"').append(other.routeUrl()).append("\",");
        }
        return routes.append(']').toString();
    }

    String routeUrl() {
        return "nats-route://127.0.0.1:" + routePort();
    }

    String scionRouteUrl() {
        return cluster.listening().stream().filter(Endpoint::isScion).findFirst().orElseThrow()
                .withScheme("nats-route").url();
    }

    String id() {
        return broker.identity().id();
    }

    List<String> peers() {
        return cluster.routes().stream().map(RouteSnapshot::remoteName).sorted().toList();
    }

    long count(ClusterCounter counter) {
        return cluster.counters().get(counter);
    }

    Connection client() throws Exception {
        Connection client = Nats.connect(Options.builder().server("nats://127.0.0.1:" + clientPort())
                .connectionTimeout(Duration.ofSeconds(10)).maxReconnects(0).build());
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        for (Connection client : clients) {
            try {
                client.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        cluster.close();
        broker.close();
        tcp.close();
        network.close();
    }
}
