package org.pleach.transport.websocket;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.TimeUnit;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.server.BrokerServer;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.Endpoint;
import org.pleach.transport.tcp.TcpTransport;
import org.pleach.transport.tcp.Tls;

/** A broker that takes clients over TCP and WebSocket on free ports of the loopback address. */
final class WebServer implements AutoCloseable {

    private final NativeNetwork network = NativeNetwork.open(1, "websocket-test");
    private final TcpTransport tcp = new TcpTransport(network);
    private final WebSocketTransport web;
    private final BrokerServer server;

    WebServer(String section) throws Exception {
        this("", section);
    }

    WebServer(String root, String section) throws Exception {
        Config config = ConfigFactory.parseString(section)
                .withFallback(ConfigFactory.parseString("host: 127.0.0.1, port: -1, handshake_timeout: 30s"));
        web = new WebSocketTransport(network, WebSocketOptions.from(config), new Tls());
        server = BrokerServer.builder().network(network).transport(tcp).transport(web)
                .options(BrokerOptions.from(ConfigFactory.parseString("listen: \"127.0.0.1:-1\"\n" + root))).start();
        server.ready().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    BrokerServer server() {
        return server;
    }

    Endpoint web() {
        return server.clientListening().listeners().stream().filter(listener -> listener.transport().equals("websocket"))
                .findFirst().orElseThrow().endpoint();
    }

    String tcpUrl() {
        return "nats://" + server.clientListening().listeners().stream()
                .filter(listener -> listener.transport().equals("tcp")).findFirst().orElseThrow().endpoint().hostPort();
    }

    @Override
    public void close() {
        server.close();
        web.close();
        tcp.close();
        network.close();
    }
}
