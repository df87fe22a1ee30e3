package org.pleach.scion.multipath;

import org.pleach.counters.Counters;
import org.pleach.path.PathReporter.State;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the scheduler of one peer uses the routes for, as it tells. Written on the event loop; what others read may be a
 * moment old.
 */
final class Roles {

    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);

    private final ScionAddress peer;
    private final Counters<ScionCount> counters;
    private volatile Route active;
    private volatile Route second;
    private volatile String lastSwitchReason = "";
    private volatile long switches;

    Roles(ScionAddress peer, Counters<ScionCount> counters) {
        this.peer = peer;
        this.counters = counters;
    }

    /** The route that carries the traffic, or null. */
    Route active() {
        return active;
    }

    /** The route that carries it as well, or null. */
    Route second() {
        return second;
    }

    /** Whether traffic goes over a route all the time. */
    boolean isInUse(Route route) {
        return route == active || route == second;
    }

    State of(Route route) {
        return route == active ? State.ACTIVE
                : !route.isAllowed() ? State.EXCLUDED
                : !route.trust.isTrusted() ? State.DISTRUSTED
                : route == second ? State.SECOND : State.STANDBY;
    }

    void activate(Route to, String reason) {
        Route from = active;
        if (to == from) {
            return;
        }
        active = to;
        if (to == null) {
            LOG.warn("{} - No path left: {}", peer, reason);
        } else if (from == null) {
            LOG.info("{} - Path: {}", peer, to);
        } else {
            counters.increment(ScionCount.PATH_SWITCHES);
            note(reason);
            LOG.info("{} - Path changed, {}: now {}, before {}", peer, reason, to, from);
        }
    }

    void accompany(Route to, String reason) {
        Route from = second;
        if (to == from) {
            return;
        }
        second = to;
        if (to == null) {
            LOG.info("{} - No second path, {}: before {}", peer, reason, from);
        } else {
            LOG.info("{} - Second path, {}: {}", peer, reason, to);
        }
        if (from != null) {
            counters.increment(ScionCount.SECOND_PATH_SWITCHES);
            note(reason);
        }
    }

    private void note(String reason) {
        switches = switches + 1;
        lastSwitchReason = reason;
    }

    /** How often the active or the second route changed. */
    long switches() {
        return switches;
    }

    /** Why one of them last changed, or the empty string. */
    String lastSwitchReason() {
        return lastSwitchReason;
    }
}
