package org.pleach.clustering;

import java.util.List;
import java.util.Locale;
import org.pleach.protocol.ServerInfo;
import org.pleach.transport.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells servers of each other, so that everybody is connected with everybody: the INFO of a new server goes to the
 * others, who dial it. (nats-server, server/route.go; the modes keep the tellings from multiplying.) Any thread.
 */
final class Gossip {

    /** Whoever dials because of it tells nobody; the server that is dialled tells as usual. */
    static final int DEFAULT = 0;
    /** Nobody who is dialled because of it tells others either. */
    static final int DISABLED = 1;
    /** Whoever dials because of it tells others. */
    static final int OVERRIDE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Gossip.class);

    private final RouteEnvironment environment;

    Gossip(RouteEnvironment environment) {
        this.environment = environment;
    }

    /** Tells the other servers of a new one. */
    void announce(RouteSession fresh, ServerInfo info) {
        RouteDialer dialer = fresh.dialer();
        boolean configured = dialer != null && dialer.isConfigured();
        boolean told = fresh.isSolicited() && !configured;
        if (told && fresh.gossipMode() != OVERRIDE || info.gossipMode() == DISABLED) {
            return;
        }
        ServerInfo telling = info.toBuilder().nonce("").session("").build();
        for (RouteSession route : environment.table().routes()) {
            if (route != fresh) {
                boolean overrides = fresh.isSolicited() ? configured : route.isConfigured();
                int mode = overrides ? OVERRIDE : fresh.isSolicited() ? DEFAULT : DISABLED;
                route.sendLater(telling.toBuilder().gossipMode(mode).build().toLine());
                environment.counters().increment(ClusterCounter.GOSSIP_SENT);
            }
        }
    }

    /** A peer told of a server. */
    void received(ServerInfo info) {
        environment.counters().increment(ClusterCounter.GOSSIP_RECEIVED);
        String id = info.serverId();
        if (id.equals(environment.broker().identity().id()) || environment.table().get(id) != null) {
            return;
        }
        Endpoint endpoint;
        try {
            endpoint = Endpoint.parse(info.ip());
        } catch (IllegalArgumentException e) {
            LOG.error("Error parsing URL from INFO: {}", RouteLog.printable(e.getMessage()));
            return;
        }
        if (endpoint.port() > 0 && !isConfigured(info, endpoint)) {
            environment.dialers().told(withCredentials(endpoint, info), info.gossipMode());
        }
    }

    private Endpoint withCredentials(Endpoint endpoint, ServerInfo info) {
        ClusterOptions.Authorization ours = environment.options().authorization();
        String shown = info.authRequired() && ours.required() ? ours.user() + ':' + ours.password() : null;
        return new Endpoint(endpoint.scheme(), endpoint.isdAs(), endpoint.host(), endpoint.port(), shown,
                environment.options().listen().parameters());
    }

    /** Whether it is dialled anyway. The address a server listens on may be a wildcard, hence the other one too. */
    private boolean isConfigured(ServerInfo info, Endpoint told) {
        String seen = told.hostPort().toLowerCase(Locale.ROOT);
        String own = info.port() <= 0 || info.port() > 65535 ? seen
                : Endpoint.of(info.host(), info.port()).hostPort().toLowerCase(Locale.ROOT);
        List<Endpoint> routes = environment.options().routes();
        return routes.stream().map(route -> route.hostPort().toLowerCase(Locale.ROOT))
                .anyMatch(route -> route.equals(seen) || route.equals(own));
    }
}
