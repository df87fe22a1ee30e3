package org.pleach.clustering;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pleach.transport.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who dials whom: one dialler for each configured address and each that another server told of. Any thread. */
final class RouteDialers {

    private static final Logger LOG = LoggerFactory.getLogger(RouteDialers.class);
    /** Addresses told by others that are dialled at a time; a peer must not make us dial without end. */
    private static final int MOST_TOLD = 1024;

    private final RouteEnvironment environment;
    private final Map<String, RouteDialer> dialers = new LinkedHashMap<>();
    private boolean closed;

    RouteDialers(RouteEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Dials exactly these from now on, beside those told by others; returns the diallers that are not among them any
     * more.
     */
    Set<RouteDialer> configure(List<Endpoint> routes) {
        Set<RouteDialer> gone = new HashSet<>();
        List<RouteDialer> fresh;
        synchronized (this) {
            if (closed) {
                return gone;
            }
            dialers.values().removeIf(dialer -> {
                boolean removed = dialer.isConfigured() && !routes.contains(dialer.endpoint());
                return removed && gone.add(dialer);
            });
            fresh = routes.stream().filter(route -> !isDialled(route))
                    .map(route -> new RouteDialer(environment, route, true, Gossip.DEFAULT)).toList();
            fresh.forEach(dialer -> replace(dialer));
        }
        gone.forEach(RouteDialer::stop);
        fresh.forEach(RouteDialer::start);
        return gone;
    }

    private boolean isDialled(Endpoint route) {
        RouteDialer present = dialers.get(key(route));
        return present != null && present.isConfigured();
    }

    private void replace(RouteDialer dialer) {
        RouteDialer told = dialers.put(key(dialer.endpoint()), dialer);
        if (told != null) {
            told.stop();
        }
    }

    /** Dials an address another server told of, unless it is being dialled. */
    void told(Endpoint endpoint, int gossipMode) {
        RouteDialer dialer = new RouteDialer(environment, endpoint, false, gossipMode);
        synchronized (this) {
            if (closed || dialers.size() >= MOST_TOLD + environment.options().routes().size()
                    || dialers.putIfAbsent(key(endpoint), dialer) != null) {
                return;
            }
        }
        dialer.start();
    }

    /** A dialler that is through. */
    synchronized void forget(RouteDialer dialer) {
        dialer.stop();
        dialers.remove(key(dialer.endpoint()), dialer);
    }

    /** A connection has ended: decides whether to dial again. */
    void ended(RouteSession session, CloseReason reason, boolean wasRoute) {
        RouteDialer dialer = session.dialer();
        if (dialer == null) {
            return;
        }
        if (session.continuity().isAttempt()) {
            dialer.attemptEnded();
            return;
        }
        String url = dialer.endpoint().url();
        RouteSession route = session.remoteId() == null ? null : environment.table().get(session.remoteId());
        if (reason == CloseReason.ROUTE_TO_SELF) {
            LOG.debug("Detected route to self, ignoring \"{}\"", url);
            dialer.stop();
        } else if (reason == CloseReason.ROUTE_REMOVED || reason == CloseReason.SERVER_SHUTDOWN) {
            forget(dialer);
        } else if (route != null) {
            LOG.debug("Not attempting reconnect for solicited route, already connected to \"{}\"", session.remoteId());
            route.inherit(dialer);
        } else {
            LOG.debug("Attempting reconnect for solicited route \"{}\"", url);
            dialer.again(wasRoute);
        }
    }

    /** Dials no more. */
    void close() {
        List<RouteDialer> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(dialers.values());
            dialers.clear();
        }
        all.forEach(RouteDialer::stop);
    }

    private static String key(Endpoint endpoint) {
        return endpoint.withScheme("").hostPort();
    }
}
