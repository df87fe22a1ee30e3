package org.pleach.scion.multipath;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active route may have failed: one other route after the other is tried along with it, the least overlapping first,
 * trusted ones before distrusted ones. When all have been tried, datagrams go round all of them.
 */
final class Suspicion {

    private static final Logger LOG = LoggerFactory.getLogger(Suspicion.class);
    private static final long SPRAY_INTERVAL = 200_000_000L;
    private static final int PROBED_AT_ONCE = 6;

    private final SchedulerContext context;
    private final Sender sender;
    private final Lateness lateness;
    private final List<Route> tried = new ArrayList<>();
    private boolean open;
    private Route candidate;
    private Route answered;
    private boolean activeLost;
    private boolean spraying;
    private int turn;
    private long escalateAt;

    Suspicion(SchedulerContext context, Sender sender, Lateness lateness) {
        this.context = context;
        this.sender = sender;
        this.lateness = lateness;
    }

    boolean isOpen() {
        return open;
    }

    /** Returns false, and does nothing, if there is no other route. */
    boolean open(Route active, String reason, long lastReceived, long now) {
        if (next(active) == null) {
            context.prober().probe(active, now);
            return false;
        }
        open = true;
        answered = null;
        activeLost = false;
        spraying = false;
        tried.add(active);
        LOG.debug("Path suspected: {}: {}", reason, active);
        context.prober().probe(active, now);
        List<Route> allowed = context.routes().allowed();
        for (int i = 0; i < Math.min(PROBED_AT_ONCE, allowed.size()); i++) {
            context.prober().probe(allowed.get(i), now);
        }
        escalate(active, lastReceived, now);
        return true;
    }

    private Route next(Route active) {
        Route trusted = context.routes().alternativeTo(active, tried, true);
        return trusted != null ? trusted : context.routes().alternativeTo(active, tried, false);
    }

    /** Tries the next route, or all of them if there is none left. */
    void escalate(Route active, long lastReceived, long now) {
        Route next = next(active);
        if (next == null) {
            spraying = true;
            escalateAt = now + Math.max(SPRAY_INTERVAL, lateness.of(active, now));
            context.routes().allowed().forEach(route -> context.prober().probe(route, now));
            return;
        }
        candidate = next;
        tried.add(next);
        escalateAt = now + lateness.of(next, now);
        context.prober().probe(next, now);
        sender.resend(next, Sender.resendFrom(lastReceived, lateness.roundTrip(active)), now);
    }

    /** Something came over another route than the active one: stay with it until it is known to be authentic. */
    void pin(Route route, long now) {
        if (!route.isAllowed()) {
            return;
        }
        candidate = route;
        spraying = false;
        if (!tried.contains(route)) {
            tried.add(route);
        }
        escalateAt = now + lateness.of(route, now);
    }

    /** A route other than the active one answered a probe. Returns whether the active one has failed to. */
    boolean answered(Route route) {
        if (answered == null) {
            answered = route;
        }
        return activeLost;
    }

    /** The active route did not answer a probe. Returns whether another one did. */
    boolean activeDoesNotAnswer() {
        activeLost = true;
        return answered != null;
    }

    Route answeredRoute() {
        return answered;
    }

    Route candidate() {
        return candidate;
    }

    boolean hasTried(Route route) {
        return tried.contains(route);
    }

    /** Where the next datagram goes. */
    Route first(Route active) {
        return spraying ? turn() : active;
    }

    /** Where it goes as well. */
    Route second(Route first) {
        return spraying ? turn() : candidate == first ? null : candidate;
    }

    private Route turn() {
        List<Route> allowed = context.routes().allowed();
        turn = turn + 1 >= allowed.size() ? 0 : turn + 1;
        return allowed.get(turn);
    }

    long escalateAt() {
        return escalateAt;
    }

    /** Routes went away. */
    void keepOnly(List<Route> routes) {
        tried.retainAll(routes);
        if (candidate != null && !routes.contains(candidate)) {
            candidate = null;
        }
        if (answered != null && !routes.contains(answered)) {
            answered = null;
        }
        if (routes.size() < 2) {
            close();
        }
    }

    void close() {
        open = false;
        candidate = null;
        tried.clear();
    }
}
