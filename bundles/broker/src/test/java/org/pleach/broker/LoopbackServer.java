package org.pleach.broker;

import com.typesafe.config.ConfigFactory;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pleach.broker.server.BrokerServer;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.tcp.TcpTransport;

/** A server on a free port of the loopback address. */
public final class LoopbackServer implements AutoCloseable {

    private final NativeNetwork network;
    private final TcpTransport transport;
    private final BrokerServer server;

    public LoopbackServer(String config, int eventLoops) throws Exception {
        this(BrokerOptions.from(ConfigFactory.parseString("listen: \"127.0.0.1:-1\"\n" + config)), eventLoops);
    }

    public LoopbackServer(BrokerOptions options, int eventLoops) throws Exception {
        network = NativeNetwork.open(eventLoops, "broker-test");
        transport = new TcpTransport(network);
        server = BrokerServer.builder().network(network).transport(transport)
                .options(options).start();
        server.ready().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    public LoopbackServer(String config) throws Exception {
        this(config, 1);
    }

    public BrokerServer server() {
        return server;
    }

    public NativeNetwork network() {
        return network;
    }

    public int port() {
        return server.clientListening().listeners().get(0).endpoint().port();
    }

    public long count(BrokerCounter counter) {
        return server.counters().get(counter);
    }

    public Options.Builder options() {
        return new Options.Builder().server("nats://127.0.0.1:" + port()).connectionTimeout(Duration.ofSeconds(10))
                .maxReconnects(0);
    }

    public Connection connect() throws IOException, InterruptedException {
        return Nats.connect(options().build());
    }

    public RawClient raw() throws IOException {
        return new RawClient(port());
    }

    @Override
    public void close() {
        server.close();
        transport.close();
        network.close();
    }
}
