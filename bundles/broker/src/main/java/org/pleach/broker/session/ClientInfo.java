package org.pleach.broker.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.ServerIdentity;
import org.pleach.protocol.ServerInfo;
import org.pleach.protocol.ServerInfoBuilder;
import org.pleach.transport.Endpoint;

/** INFO for clients: who the server is and where else its cluster takes clients. Safe to use from any thread. */
public final class ClientInfo {

    private final ServerIdentity identity;
    private final Supplier<BrokerOptions> options;
    private final Supplier<Endpoint> listening;
    private final Supplier<List<String>> ownUrls;
    private final BooleanSupplier tlsRequired;
    private final Map<String, List<String>> advertised = new TreeMap<>();
    private volatile String cluster;
    private volatile List<String> connectUrls = List.of();

    /**
     * @param listening where clients are taken: for {@code host} and {@code port}
     * @param ownUrls   as {@link org.pleach.broker.Broker#clientUrls}
     * @param tlsRequired whether clients must use TLS
     */
    public ClientInfo(ServerIdentity identity, Supplier<BrokerOptions> options, Supplier<Endpoint> listening,
                      Supplier<List<String>> ownUrls, BooleanSupplier tlsRequired) {
        this.identity = identity;
        this.options = options;
        this.listening = listening;
        this.ownUrls = ownUrls;
        this.tlsRequired = tlsRequired;
    }

    /** The line for one client before CONNECT. */
    byte[] line(long id, String ip, boolean authRequired) {
        return builder(id, ip, authRequired).build().toLine();
    }

    /** The line for one client after its first PING, or when something changed. */
    byte[] connectedLine(long id, String ip, boolean authRequired) {
        return builder(id, ip, authRequired).connectInfo(true).build().toLine();
    }

    private ServerInfoBuilder builder(long id, String ip, boolean authRequired) {
        Endpoint endpoint = listening.get();
        String name = cluster;
        return ServerInfo.builder()
                .serverId(identity.id())
                .serverName(identity.name())
                .version(identity.version())
                .proto(1)
                .go("Java " + Runtime.version().feature())
                .host(endpoint.host())
                .port(endpoint.port())
                .headers(true)
                .authRequired(authRequired)
                .tlsRequired(tlsRequired.getAsBoolean())
                .maxPayload(options.get().maxPayload())
                .clientId(id)
                .clientIp(ip)
                .cluster(name == null ? "" : name)
                .connectUrls(connectUrls);
    }

    /** See {@link org.pleach.broker.Broker#clusterName}. */
    public synchronized void cluster(String name) {
        cluster = name;
        collect();
    }

    /**
     * See {@link org.pleach.broker.Broker#advertise}.
     *
     * @return whether that changed anything
     */
    public synchronized boolean advertise(String server, List<String> urls) {
        if (urls.isEmpty()) {
            advertised.remove(server);
        } else {
            advertised.put(server, List.copyOf(urls));
        }
        return collect();
    }

    /** Looks again where this server itself takes clients. */
    public synchronized void refresh() {
        collect();
    }

    private boolean collect() {
        Set<String> all = new LinkedHashSet<>();
        if (cluster != null) {
            all.addAll(ownUrls.get());
        }
        advertised.values().forEach(all::addAll);
        List<String> before = connectUrls;
        connectUrls = new ArrayList<>(all);
        return !before.equals(connectUrls);
    }
}
