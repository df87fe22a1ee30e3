package org.pleach.scion.multipath;

import org.pleach.counters.Counters;
import org.pleach.path.scheduler.Datagram;
import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PeerScheduler;
import org.pleach.scion.PathSchedulers;
import org.pleach.scion.ScionCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler that is configured for one peer, or {@code failover} where it is not there. It may be foreign code: if it
 * throws, {@code failover} takes its place until the configuration or the bundle changes.
 */
final class ChosenScheduler implements PeerScheduler<Route> {

    private static final Logger LOG = LoggerFactory.getLogger(ChosenScheduler.class);

    private final PathControl<Route> control;
    private final Roles roles;
    private final Counters<ScionCount> counters;
    private PathSchedulers.Choice choice;
    private volatile String name;
    private PeerScheduler<Route> scheduler;

    ChosenScheduler(PathControl<Route> control, Roles roles, Counters<ScionCount> counters, PathSchedulers.Choice choice) {
        this.control = control;
        this.roles = roles;
        this.counters = counters;
        this.choice = choice;
        start();
    }

    private void start() {
        name = choice.name();
        try {
            scheduler = choice.scheduler().create(control);
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    /** The name of the one at work. Any thread. */
    String name() {
        return name;
    }

    /** Changes over to another one, if it is another one. Returns whether it is. */
    boolean use(PathSchedulers.Choice other, String reason, long now) {
        if (other.scheduler() == choice.scheduler()) {
            return false;
        }
        counters.increment(ScionCount.SCHEDULER_CHANGES);
        stop();
        choice = other;
        start();
        LOG.info("{} - Path mode {}: {}", control.peer(), name, reason);
        pathsChanged(reason, false, now);
        return true;
    }

    private void stop() {
        try {
            scheduler.close();
        } catch (RuntimeException | LinkageError e) {
            counters.increment(ScionCount.SCHEDULER_FAILURES);
            LOG.warn("{} - Path scheduler \"{}\" failed to close", control.peer(), name, e);
        }
        scheduler = null;
        roles.accompany(null, "another path scheduler takes over");
    }

    private void failed(Throwable cause) {
        counters.increment(ScionCount.SCHEDULER_FAILURES);
        LOG.warn("{} - Path scheduler \"{}\" failed, failover takes its place", control.peer(), name, cause);
        name = PathSchedulers.FAILOVER;
        if (scheduler != null) {
            stop();
        }
        scheduler = control.failover();
    }

    private void failed(Throwable cause, long now) {
        failed(cause);
        scheduler.pathsChanged("its path scheduler failed", false, now);
    }

    @Override
    public void send(Datagram<Route> datagram, long now) {
        try {
            scheduler.send(datagram, now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
            scheduler.send(datagram, now);
        }
    }

    @Override
    public void received(Route route, long now) {
        try {
            scheduler.received(route, now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
        }
    }

    @Override
    public boolean wantsConfirmation(Route route) {
        try {
            return scheduler.wantsConfirmation(route);
        } catch (RuntimeException | LinkageError e) {
            failed(e);
            return true;
        }
    }

    @Override
    public void confirmed(Route route, long now) {
        try {
            scheduler.confirmed(route, now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
        }
    }

    @Override
    public void copied(Route route, long now) {
        try {
            scheduler.copied(route, now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
        }
    }

    @Override
    public void pathsChanged(String reason, boolean byPolicy, long now) {
        try {
            scheduler.pathsChanged(reason, byPolicy, now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
        }
    }

    @Override
    public void trustChanged(Route route, String reason, long now) {
        try {
            scheduler.trustChanged(route, reason, now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
        }
    }

    @Override
    public void suspected(Route route, String reason, long now) {
        try {
            scheduler.suspected(route, reason, now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
        }
    }

    @Override
    public void probeAnswered(Route route, long now) {
        try {
            scheduler.probeAnswered(route, now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
        }
    }

    @Override
    public void probeLost(Route route, long now) {
        try {
            scheduler.probeLost(route, now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
        }
    }

    @Override
    public long onTime(long now) {
        try {
            return scheduler.onTime(now);
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
            return now;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
