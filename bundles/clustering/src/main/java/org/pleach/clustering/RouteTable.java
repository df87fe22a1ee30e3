package org.pleach.clustering;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The routes there are: one to each server, and connections that have not said yet whose they are. Safe to use from any
 * thread.
 *
 * <p><b>Duplicates.</b> Two servers may dial each other at the same time. The first connection to be registered stays,
 * with one exception: a server that dials sends its INFO only when it has registered the connection, so an INFO on a
 * connection the peer dialled, while one dialled from here is registered, means that each registered its own. Then both
 * keep the one dialled by the server with the smaller id; but nats-server always keeps its own, so with it we keep
 * that.
 */
final class RouteTable {

    private final String ownId;
    private final Map<String, RouteSession> registered = new LinkedHashMap<>();
    private final Set<RouteSession> connections = new LinkedHashSet<>();
    private boolean closed;

    /**
     * @param added    whether the connection is the route now
     * @param replaced the connection that was it before, or null
     */
    record Outcome(boolean added, RouteSession replaced) { }

    RouteTable(String ownId) {
        this.ownId = ownId;
    }

    /** A connection is there; false if there are to be no more. */
    synchronized boolean open(RouteSession session) {
        return !closed && connections.add(session);
    }

    /** A connection has said whose it is. The one that stays inherits what the other one was dialled for. */
    synchronized Outcome register(RouteSession session) {
        RouteSession present = registered.get(session.remoteId());
        if (present == null) {
            registered.put(session.remoteId(), session);
            return new Outcome(true, null);
        }
        if (present.continuity().isSuspended()) {
            // The peer begins anew: it does not know the old route any more.
            registered.put(session.remoteId(), session);
            session.inherit(present.dialer());
            return new Outcome(true, present);
        }
        if (isCrossing(present, session) && keepsTheirs(session)) {
            registered.put(session.remoteId(), session);
            session.inherit(present.dialer());
            return new Outcome(true, present);
        }
        present.inherit(session.dialer());
        return new Outcome(false, null);
    }

    private static boolean isCrossing(RouteSession present, RouteSession session) {
        return present.isSolicited() && !session.isSolicited();
    }

    private boolean keepsTheirs(RouteSession session) {
        return session.isGoServer() || session.remoteId().compareTo(ownId) < 0;
    }

    /** A connection is gone; returns whether it was the route to its server. */
    synchronized boolean close(RouteSession session) {
        connections.remove(session);
        return session.remoteId() != null && registered.remove(session.remoteId(), session);
    }

    /** The route to a server, or null. */
    synchronized RouteSession get(String remoteId) {
        return registered.get(remoteId);
    }

    /** Every route, one to each server. */
    synchronized List<RouteSession> routes() {
        return List.copyOf(registered.values());
    }

    /** Every connection. */
    synchronized List<RouteSession> connections() {
        return List.copyOf(connections);
    }

    /** Lets no more connections in; returns those there are. */
    synchronized List<RouteSession> shut() {
        closed = true;
        return List.copyOf(connections);
    }
}
