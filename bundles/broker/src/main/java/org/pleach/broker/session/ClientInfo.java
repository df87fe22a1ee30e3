package org.pleach.broker.session;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.ClientTlsOptions;
import org.pleach.broker.ServerIdentity;
import org.pleach.broker.tls.ClientTls;
import org.pleach.protocol.ServerInfo;
import org.pleach.protocol.ServerInfoBuilder;
import org.pleach.transport.Endpoint;
import org.pleach.transport.PeerAttributes;

/** INFO for clients: who the server is and where else its cluster takes clients. Safe to use from any thread. */
public final class ClientInfo {

    private final ServerIdentity identity;
    private final Supplier<BrokerOptions> options;
    private final Supplier<Endpoint> listening;
    private final Supplier<List<String>> ownUrls;
    private final ClientTls tls;
    private final Map<String, List<String>> advertised = new TreeMap<>();
    private volatile boolean lameDuck;
    private volatile String cluster;
    private volatile List<String> connectUrls = List.of();

    /**
     * @param listening where clients are taken: for {@code host} and {@code port}
     * @param ownUrls   as {@link org.pleach.broker.Broker#clientUrls}
     * @param tls         what is configured of it
     */
    public ClientInfo(ServerIdentity identity, Supplier<BrokerOptions> options, Supplier<Endpoint> listening,
                      Supplier<List<String>> ownUrls, ClientTls tls) {
        this.identity = identity;
        this.options = options;
        this.listening = listening;
        this.ownUrls = ownUrls;
        this.tls = tls;
    }

    /**
     * The line for one client before CONNECT.
     *
     * @param nonce what it has to sign if it shows an nkey, or null
     */
    byte[] line(long id, String ip, boolean authRequired, String nonce, Channel channel) {
        return builder(id, ip, authRequired, channel).nonce(nonce == null ? "" : nonce).build().toLine();
    }

    /** The line for one client after its first PING, or when something changed. */
    byte[] connectedLine(long id, String ip, boolean authRequired, Channel channel) {
        return builder(id, ip, authRequired, channel).connectInfo(true).lameDuckMode(lameDuck).build().toLine();
    }

    private ServerInfoBuilder builder(long id, String ip, boolean authRequired, Channel channel) {
        ClientTlsOptions secured = tls.options();
        Boolean byTransport = channel.attr(PeerAttributes.ENCRYPTED).get();
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
                .tlsRequired(byTransport == null ? secured != null && !secured.optional() : byTransport)
                .tlsAvailable(byTransport == null ? secured != null && secured.optional() : byTransport)
                .tlsVerify(byTransport == null && secured != null && secured.settings().verify())
                .maxPayload(options.get().maxPayload())
                .clientId(id)
                .clientIp(ip)
                .cluster(name == null ? "" : name)
                .connectUrls(byTransport == null ? connectUrls : List.of());
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

    /** The server is about to stop: clients are told so, and no more to come back to it. */
    public synchronized void lameDuck(boolean leaving) {
        lameDuck = leaving;
        collect();
    }

    /** Looks again where this server itself takes clients. */
    public synchronized void refresh() {
        collect();
    }

    private boolean collect() {
        Set<String> all = new LinkedHashSet<>();
        if (cluster != null && !lameDuck) {
            all.addAll(ownUrls.get());
        }
        advertised.values().forEach(all::addAll);
        List<String> before = connectUrls;
        connectUrls = new ArrayList<>(all);
        return !before.equals(connectUrls);
    }
}
