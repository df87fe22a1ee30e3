package org.pleach.scion.multipath;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active route may have failed: one other route after the other is tried along with it, the least overlapping first,
 * trusted ones before distrusted ones. When all have been tried, they take turns.
 */
final class Suspicion {

    private static final Logger LOG = LoggerFactory.getLogger(Suspicion.class);
    private static final long SPRAY_INTERVAL = 200_000_000L;
    private static final long GRACE = 50_000_000L;
    private static final int PROBED_AT_ONCE = 6;

    private final SchedulerContext context;
    private final Sender sender;
    private final Lateness lateness;
    private final List<Route> tried = new ArrayList<>();
    private final List<Long> triedAt = new ArrayList<>();
    private boolean open;
    private Route candidate;
    private Route answered;
    private Route confirmed;
    private long convictAt;
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
        confirmed = null;
        activeLost = false;
        spraying = false;
        addTried(active, now);
        LOG.debug("{} - Path suspected: {}: {}", context.prober().target(), reason, active);
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
        addTried(next, now);
        escalateAt = now + lateness.of(next, now);
        context.prober().probe(next, now);
        sender.resend(next, Sender.resendFrom(lastReceived, lateness.roundTrip(active)), now);
    }

    private void addTried(Route route, long now) {
        tried.add(route);
        triedAt.add(now);
    }

    /** Another route works: distrusts those that were tried in vain for long enough. */
    void distrustOthers(Route works, String reason, long now) {
        for (int i = 0; i < tried.size(); i++) {
            Route route = tried.get(i);
            boolean silent = route.lastReceived() == SilenceWatch.NONE || route.lastReceived() - triedAt.get(i) < 0;
            if (route != works && silent && now - triedAt.get(i) > lateness.of(route, now)) {
                context.prober().distrust(route, reason, now);
            }
        }
    }

    /** Something came over another route than the active one: stay with it until it is known to be authentic. */
    void pin(Route route, long now) {
        if (!route.isAllowed()) {
            return;
        }
        candidate = route;
        spraying = false;
        if (!tried.contains(route)) {
            addTried(route, now);
        }
        escalateAt = now + lateness.of(route, now);
    }

    /**
     * Authentic data came over another route. The active one gets a last chance: as datagrams take both, waiting costs
     * nothing, and after a pause of threads all comes at once. The longer the silence was, the more likely is a pause.
     */
    void confirmed(Route active, Route route, long silence, long now) {
        pin(route, now);
        if (confirmed == null) {
            long slower = Math.max(0, lateness.roundTrip(active) - lateness.roundTrip(route));
            convictAt = now + Math.max(GRACE, silence / 2) + slower;
        }
        confirmed = route;
    }

    /** The route that works while the active one had its last chance, or null. */
    Route convicting(long now) {
        return open && confirmed != null && now - convictAt >= 0 ? confirmed : null;
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

    /** Where the next datagram goes, besides the active route; null for nowhere. */
    Route second(Route active) {
        return spraying ? turn(active) : candidate;
    }

    private Route turn(Route active) {
        List<Route> allowed = context.routes().allowed();
        do {
            turn = turn + 1 >= allowed.size() ? 0 : turn + 1;
        } while (allowed.get(turn) == active);
        return allowed.get(turn);
    }

    /** When {@link #escalate} or {@link #convicting} is due. */
    long dueAt() {
        return confirmed == null ? escalateAt : Math.min(convictAt, escalateAt);
    }

    boolean isEscalationDue(long now) {
        return now - escalateAt >= 0;
    }

    /** Routes went away. */
    void keepOnly(List<Route> routes) {
        for (int i = tried.size() - 1; i >= 0; i--) {
            if (!routes.contains(tried.get(i))) {
                tried.remove(i);
                triedAt.remove(i);
            }
        }
        candidate = kept(candidate, routes);
        answered = kept(answered, routes);
        confirmed = kept(confirmed, routes);
        if (routes.size() < 2) {
            close();
        }
    }

    private static Route kept(Route route, List<Route> routes) {
        return route != null && routes.contains(route) ? route : null;
    }

    void close() {
        open = false;
        candidate = null;
        confirmed = null;
        tried.clear();
        triedAt.clear();
    }
}
