package org.pleach.clustering;

import java.util.List;
import org.pleach.broker.Broker;
import org.pleach.broker.Listening;
import org.pleach.protocol.ConnectOptions;
import org.pleach.protocol.ServerInfo;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;

/** What this server says of itself to peers. Any thread. */
final class OwnInfo {

    /** INFO may come at any time, and lines name accounts; not yet: tracing of messages. */
    private static final int PROTOCOL = 2;

    private final RouteEnvironment environment;

    OwnInfo(RouteEnvironment environment) {
        this.environment = environment;
    }

    /**
     * INFO. Without a pool size: everything flows over one connection.
     *
     * @param transport  the one the peer is connected through; the port it can dial depends on it
     * @param gossipMode what to say of telling further
     * @param session    says to servers that understand it that a route can be resumed; empty to say nothing
     */
    byte[] line(String transport, int gossipMode, String session) {
        Broker broker = environment.broker();
        ClusterOptions options = environment.options();
        Endpoint advertised = options.advertise();
        int port = port(transport);
        Endpoint shown = advertised == null ? options.listen().withPort(port) : advertised.withDefaultPort(port);
        return ServerInfo.builder()
                .serverId(broker.identity().id()).serverName(broker.identity().name())
                .version(broker.identity().version())
                .proto(PROTOCOL).go("java" + Runtime.version().feature())
                .host(shown.host()).port(shown.port()).headers(true)
                .authRequired(options.authorization().required())
                .maxPayload(broker.options().maxPayload())
                .ip(advertised == null ? "" : shown.withScheme("nats-route").url() + '/')
                .cluster(environment.name().value()).clusterDynamic(environment.name().isDynamic())
                .connectUrls(options.noAdvertise() ? List.of() : broker.clientUrls())
                .gossipMode(gossipMode).session(session)
                .build().toLine();
    }

    private int port(String transport) {
        Listening listening = environment.listening();
        List<Listener> open = listening == null ? List.of() : listening.listeners();
        return open.stream().filter(listener -> listener.transport().equals(transport)).findFirst()
                .or(() -> open.stream().findFirst())
                .map(listener -> listener.endpoint().port()).orElse(environment.options().listen().port());
    }

    /** CONNECT, with the credentials of the URL that was dialled, or else those of the cluster. */
    byte[] connectLine(Endpoint dialled, String session) {
        Credentials shown = Credentials.of(dialled, environment.options().authorization());
        return ConnectOptions.builder().echo(true).verbose(false).pedantic(false).headers(true)
                .name(environment.broker().identity().id()).user(shown.user()).password(shown.password())
                .cluster(environment.name().value()).clusterDynamic(environment.name().isDynamic())
                .session(session)
                .build().toRouteLine();
    }
}
