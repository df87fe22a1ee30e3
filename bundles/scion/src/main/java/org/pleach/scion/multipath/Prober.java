package org.pleach.scion.multipath;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.pleach.counters.Counters;
import org.pleach.path.scheduler.PeerScheduler;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the routes of one peer whether they work, and keeps their {@link Trust} up to date: the active one and those in
 * reserve at leisure, those distrusted more often. Where all is well, an answer that another connection got will do.
 */
final class Prober implements Carrier.ProbeListener {

    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    /** Of those in reserve, only the ones ranked first are worth the traffic. */
    private static final int IN_RESERVE = 4;
    /** While nothing is sent to the peer, probes are rarer by this factor. */
    private static final int IDLE_FACTOR = 5;
    private static final long IDLE_AFTER = 30_000_000_000L;
    /** Where no router answers probes at all, a distrusted path gets another chance after this. */
    private static final long PAROLE = 30_000_000_000L;
    /** Routers answer probes on their slow path. */
    private static final long ROUTER = 50_000_000L;
    private static final long UNKNOWN_TIMEOUT = 1_000_000_000L;

    private final Settings settings;
    private final Carrier carrier;
    private final Clock clock;
    private final Counters<ScionCount> counters;
    private final RandomGenerator random;
    private final ScionAddress peer;
    private final SharedProbes shared;
    private final Object me = new Object();
    private PeerScheduler<Route> scheduler;
    private Consumer<Route> trustedAgain;
    private boolean anyAnswered;

    Prober(Settings settings, Carrier carrier, Clock clock, Counters<ScionCount> counters, RandomGenerator random,
            ScionAddress peer, SharedProbes shared) {
        this.settings = settings;
        this.carrier = carrier;
        this.clock = clock;
        this.counters = counters;
        this.random = random;
        this.peer = peer;
        this.shared = shared;
    }

    /** @param trusted hears of routes that answer again */
    void report(PeerScheduler<Route> to, Consumer<Route> trusted) {
        scheduler = to;
        trustedAgain = trusted;
    }

    /** Probes a route now, unless a probe is under way that may still be answered in time. */
    void probe(Route route, long now) {
        if (route.probe() == null || route.probing.isUnderWay()) {
            return;
        }
        int sequence = carrier.startProbe(this, route);
        if (sequence < 0) {
            route.probing.nextAt = now + UNKNOWN_TIMEOUT;
            return;
        }
        route.probing.start(sequence, now, now + timeout(route));
        counters.increment(ScionCount.PROBES_SENT);
        carrier.transmit(route, route.probe().encode(carrier.allocator(), sequence));
        carrier.flush();
    }

    private long timeout(Route route) {
        if (!route.trust.hasEverAnswered()) {
            return UNKNOWN_TIMEOUT;
        }
        return route.roundTrip.late(route.path().metadata(), settings.unknownRoundTrip()) + settings.margin() + ROUTER;
    }

    /** Whether routers on some route to this peer answer probes. */
    boolean isAnyAnswered() {
        return anyAnswered;
    }

    /**
     * Sends the probes that are due and gives up on those not answered.
     *
     * @param lastUse when something was last sent to the peer
     * @return when to call again
     */
    long onTime(List<Route> routes, Roles roles, long lastUse, long now) {
        long next = PeerScheduler.NEVER;
        boolean idle = lastUse == SilenceWatch.NONE || now - lastUse > IDLE_AFTER;
        int reserve = 0;
        for (Route route : routes) {
            boolean inReserve = !roles.isInUse(route) && route.trust.isTrusted();
            if (route.probe() == null || !route.isAllowed() || inReserve && reserve++ >= IN_RESERVE) {
                continue;
            }
            if (route.probing.isUnderWay() && now - route.probing.timeoutAt >= 0) {
                lost(route, roles.active(), now);
            }
            if (!route.probing.isUnderWay() && isDue(route, roles.isInUse(route), idle, now)) {
                due(route, interval(route, roles.isInUse(route), idle), now);
            }
            long due = route.probing.isUnderWay() ? route.probing.timeoutAt : route.probing.nextAt;
            next = Math.min(next, due);
            if (!anyAnswered && !route.trust.isTrusted()) {
                next = Math.min(next, parole(route, now));
            }
        }
        return next;
    }

    private void due(Route route, long interval, long now) {
        boolean well = route.trust.isTrusted() && !route.trust.isWaitingForProbe() && route.path().listed();
        SharedProbes.Advice advice = well
                ? shared.due(me, route.path().fingerprint(), interval - interval / 8, timeout(route), now)
                : shared.dueAlone(now);
        switch (advice.kind()) {
            case SEND -> {
                route.probing.nextAt = now + jittered(interval);
                probe(route, now);
            }
            case WAIT -> {
                counters.increment(ScionCount.PROBES_POSTPONED);
                route.probing.nextAt = advice.time();
            }
            case ANSWERED -> {
                counters.increment(ScionCount.PROBES_SHARED);
                anyAnswered = true;
                route.roundTrip.measured(advice.roundTrip(), now);
                route.trust.answered(now);
                route.probing.nextAt = advice.time() + jittered(interval);
            }
        }
    }

    /** One that came into use was probed more rarely until now. */
    private boolean isDue(Route route, boolean inUse, boolean idle, long now) {
        long longest = settings.probeActive() * (idle ? IDLE_FACTOR : 1) * 9 / 8;
        return now - route.probing.nextAt >= 0
                || inUse && route.trust.isTrusted() && route.probing.nextAt - now > longest;
    }

    private long interval(Route route, boolean inUse, boolean idle) {
        if (!route.trust.isTrusted()) {
            return route.trust.nextInterval();
        }
        if (inUse && route.roundTrip.isCoarse() && route.trust.lostInARow() == 0) {
            return settings.probeDistrusted();
        }
        return (inUse ? settings.probeActive() : settings.probeStandby()) * (idle ? IDLE_FACTOR : 1);
    }

    private long jittered(long interval) {
        return interval - interval / 8 + random.nextLong(interval / 4 + 1);
    }

    private long parole(Route route, long now) {
        long due = route.trust.since() + PAROLE;
        if (now - due < 0) {
            return due;
        }
        if (route.trust.trustAgain(now)) {
            counters.increment(ScionCount.PATHS_TRUSTED_AGAIN);
            scheduler.trustChanged(route, "no router answers probes", now);
        }
        return PeerScheduler.NEVER;
    }

    private void lost(Route route, Route active, long now) {
        carrier.endProbe(route.probing.sequence);
        route.probing.end();
        route.trust.probeLost();
        shared.lost(route.path().fingerprint());
        if (route != active && route.trust.hasEverAnswered() && route.trust.lostInARow() >= Trust.LOST_IN_RESERVE) {
            distrust(route, "probes are not answered", now);
        }
        scheduler.probeLost(route, now);
    }

    @Override
    public ScionAddress target() {
        return peer;
    }

    @Override
    public boolean answered(Route route, long isdAs, long interfaceId) {
        if (!route.probing.isUnderWay() || route.probe() == null || !route.probe().isAnswerFrom(isdAs, interfaceId)) {
            return false;
        }
        long now = clock.nanos();
        counters.increment(ScionCount.PROBES_ANSWERED);
        anyAnswered = true;
        route.roundTrip.measured(now - route.probing.sentAt, now);
        if (route.path().listed()) {
            shared.answered(me, route.path().fingerprint(), route.probing.sentAt, now - route.probing.sentAt);
        }
        route.probing.end();
        if (route.trust.answered(now)) {
            counters.increment(ScionCount.PATHS_TRUSTED_AGAIN);
            LOG.debug("{} - Path answers again: {}", peer, route);
            scheduler.trustChanged(route, "probes are answered", now);
            trustedAgain.accept(route);
        } else if (!route.trust.isTrusted()) {
            route.probing.nextAt = now + settings.probeDistrusted();
        }
        scheduler.probeAnswered(route, now);
        return true;
    }

    /** Trusts a route no longer, and probes it soon. Tells the scheduler nothing. */
    void distrust(Route route, String reason, long now) {
        if (route.trust.distrust(reason, now)) {
            counters.increment(ScionCount.PATHS_DISTRUSTED);
            LOG.debug("{} - Path distrusted: {}: {}", peer, reason, route);
            route.probing.nextAt = now + jittered(route.trust.nextInterval());
        }
    }

    /** Trusts a route again because authentic data comes over it and the peer wants answers on it. */
    void trustByData(Route route, long now) {
        if (route.trust.trustAgain(now)) {
            counters.increment(ScionCount.PATHS_TRUSTED_AGAIN);
        }
    }

    /** The probe under way over a route, if any. */
    static final class Flight {
        private int sequence = -1;
        private long sentAt;
        private long timeoutAt;
        private long nextAt;

        /** The first probe is due at {@code now}. */
        Flight(long now) {
            nextAt = now;
        }

        private void start(int number, long now, long timeout) {
            sequence = number;
            sentAt = now;
            timeoutAt = timeout;
        }

        private void end() {
            sequence = -1;
        }

        boolean isUnderWay() {
            return sequence >= 0;
        }

        long sentAt() {
            return sentAt;
        }

        int sequence() {
            return sequence;
        }
    }
}
