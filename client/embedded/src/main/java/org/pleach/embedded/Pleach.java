package org.pleach.embedded;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pleach.broker.Broker;
import org.pleach.broker.server.BrokerServer;
import org.pleach.clustering.Cluster;
import org.pleach.monitoring.MonitoringServer;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;

/**
 * A NATS server inside a program, with everything the server of its own has: configuration files, TLS, clusters, SCION,
 * monitoring. Several may run in one JVM. Safe to use from any thread.
 *
 * <pre>
 *   try (Pleach server = Pleach.builder().port(0).start();
 *        Connection nats = Nats.connect(server.clientUrl())) {
 *       ...
 *   }
 * </pre>
 */
public final class Pleach implements AutoCloseable {

    private static final String TCP = "tcp";
    private static final String WEBSOCKET = "websocket";

    private final BrokerServer server;
    private final Cluster cluster;
    private final MonitoringServer monitoring;
    private final Closing closing;

    Pleach(BrokerServer server, Cluster cluster, MonitoringServer monitoring, Closing closing) {
        this.server = server;
        this.cluster = cluster;
        this.monitoring = monitoring;
        this.closing = closing;
    }

    /** To put one together. */
    public static PleachBuilder builder() {
        return new PleachBuilder();
    }

    /** Where a client of this machine connects, such as {@code nats://127.0.0.1:4222}; {@code tls://} if TLS is required. */
    public String clientUrl() {
        return local(clientEndpoint()).withScheme(server.options().tls() == null ? "nats" : "tls").url();
    }

    /** The port that clients connect to over TCP. */
    public int port() {
        return clientEndpoint().port();
    }

    /** Where a client of this machine connects over WebSocket, such as {@code ws://127.0.0.1:8080}, if it is configured. */
    public Optional<String> webSocketUrl() {
        return listeners().filter(listener -> listener.transport().equals(WEBSOCKET)).map(Listener::endpoint)
                .map(endpoint -> local(endpoint).withScheme(endpoint.scheme().isEmpty() ? "ws" : endpoint.scheme()).url())
                .findFirst();
    }

    /** All addresses that are listened on for clients, those of SCION and WebSocket included. */
    public List<Endpoint> clientEndpoints() {
        return listeners().map(Listener::endpoint).toList();
    }

    /** All addresses that are listened on for routes; empty without a {@code cluster} block. */
    public List<Endpoint> routeEndpoints() {
        return cluster == null ? List.of() : cluster.listening();
    }

    /** Where monitoring answers, such as {@code http://127.0.0.1:8222}, if it is configured. */
    public Optional<String> monitoringUrl() {
        return Optional.ofNullable(monitoring).map(http -> http.endpoint().withScheme("http").url());
    }

    /** The server itself: accounts, connections, counters. */
    public Broker broker() {
        return server;
    }

    /** Closes ports and connections and ends all threads; returns when they have ended. Closing twice is harmless. */
    @Override
    public void close() {
        closing.close();
    }

    private Endpoint clientEndpoint() {
        return listeners().filter(listener -> listener.transport().equals(TCP)).map(Listener::endpoint).findFirst()
                .orElseThrow(() -> new IllegalStateException("expected an open TCP port, found " + clientEndpoints()));
    }

    private Stream<Listener> listeners() {
        return server.clientListening().listeners().stream();
    }

    private static Endpoint local(Endpoint endpoint) {
        return Endpoint.of(isAny(endpoint.host()) ? "127.0.0.1" : endpoint.host(), endpoint.port());
    }

    private static boolean isAny(String host) {
        return host.equals(Endpoint.ANY_HOST) || host.equals("::");
    }
}
