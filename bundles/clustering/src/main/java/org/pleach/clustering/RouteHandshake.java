package org.pleach.clustering;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.pleach.protocol.ConnectOptions;
import org.pleach.protocol.ServerInfo;
import org.pleach.transport.Endpoint;

/**
 * Decides on a peer by its CONNECT and first INFO: whether it belongs to this cluster and may be a route. Refuses in
 * nats-server's words. (server/route.go) Belongs to the channel's event loop.
 */
final class RouteHandshake {

    private final RouteEnvironment environment;
    private final RouteSession session;

    RouteHandshake(RouteEnvironment environment, RouteSession session) {
        this.environment = environment;
        this.session = session;
    }

    /** CONNECT of a peer that dialled; true if it may go on. */
    boolean accepts(ConnectOptions connect) {
        if (!connect.lang().isEmpty()) {
            session.refuse("attempted to connect to route port", CloseReason.WRONG_PORT);
            return false;
        }
        if (!connect.gateway().isEmpty()) {
            session.refuse("Rejecting connection from gateway \"" + RouteLog.printable(connect.gateway())
                    + "\" on the Route port", CloseReason.WRONG_GATEWAY);
            return false;
        }
        if (!isAuthorized(connect)) {
            session.refuse("Authorization Violation", CloseReason.AUTHENTICATION_FAILURE);
            return false;
        }
        if (!environment.name().agreesWith(connect.cluster(), connect.clusterDynamic())) {
            session.refuse("Rejecting connection, cluster name \"" + RouteLog.printable(connect.cluster())
                    + "\" does not match \"" + environment.name().value() + '"', CloseReason.CLUSTER_NAME_CONFLICT);
            return false;
        }
        adopt(connect.cluster(), connect.clusterDynamic());
        return true;
    }

    private boolean isAuthorized(ConnectOptions connect) {
        ClusterOptions.Authorization expected = environment.options().authorization();
        return !expected.required()
                || same(expected.user(), connect.user()) & same(expected.password(), connect.password());
    }

    private static boolean same(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private void adopt(String name, boolean dynamic) {
        if (environment.name().adopt(name, dynamic)) {
            environment.broker().clusterName(name);
            for (RouteSession other : environment.table().connections()) {
                if (other != session) {
                    other.closeLater(CloseReason.CLUSTER_NAME_CONFLICT);
                }
            }
        }
    }

    /** The first INFO of either side; registers the route if it may be one. */
    void firstInfo(ServerInfo info) {
        if (info.serverId().isEmpty()) {
            session.refuse("expected server_id in INFO", CloseReason.PROTOCOL_VIOLATION);
        } else if (info.serverId().equals(environment.broker().identity().id())) {
            session.identified(info);
            session.close(CloseReason.ROUTE_TO_SELF);
        } else if (!info.cluster().isEmpty() && !environment.name().agreesWith(info.cluster(), info.clusterDynamic())) {
            session.log().error("Remote server's cluster name \"" + RouteLog.printable(info.cluster())
                    + "\" does not match \"" + environment.name().value() + '"');
            session.close(CloseReason.CLUSTER_NAME_CONFLICT);
        } else if (!session.isSolicited() && info.serverName().equals(environment.broker().identity().name())) {
            session.log().error("Remote server has a duplicate name: \"" + RouteLog.printable(info.serverName()) + '"');
            session.close(CloseReason.DUPLICATE_SERVER_NAME);
        } else if (!info.routeAccount().isEmpty()) {
            session.refuse("No route for account \"" + RouteLog.printable(info.routeAccount()) + '"',
                    CloseReason.WRONG_PORT);
        } else {
            if (!info.cluster().isEmpty()) {
                adopt(info.cluster(), info.clusterDynamic());
            }
            session.identified(info);
            session.register(withAddress(info));
        }
    }

    /** A peer that advertises no address can be dialled where it is connected from, at the port it listens on. */
    private ServerInfo withAddress(ServerInfo info) {
        if (!info.ip().isEmpty() || info.port() <= 0 || info.port() > 65535) {
            return info;
        }
        Endpoint seen = session.remote().withPort(info.port()).withScheme("nats-route");
        return info.toBuilder().ip(seen.url() + '/').build();
    }
}
