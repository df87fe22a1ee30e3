package org.pleach.scion.multipath;

import org.pleach.path.scheduler.Datagram;
import org.pleach.path.scheduler.PeerScheduler;
import org.pleach.scion.ScionCount;

/**
 * One path at a time, and another one at the first sign of silence.
 * <pre>
 *             an answer is late, or a suspicion                     authentic data on another path
 *   STEADY ------------------------------------> SUSPICIOUS -----------------------------------------> STEADY
 *   active only                                  active and another one, then the next one, ...       the other one
 *      |  ^                                        |
 *      |  +---- data or a probe on active ---------+
 *      |
 *      |  authentic data on another path            the old path brings nothing more
 *      +------------------------------> FOLLOWING ---------------------------------> STEADY, the peer's path
 *                                       both        the old path goes on: back to STEADY
 * </pre>
 * What was sent lately is sent again on each path that is newly tried: the peer's QUIC drops what it has by packet
 * number, and what was lost need not wait for a retransmission timer.
 *
 * <p>Two ends that both choose would chase each other. So one leads and, once all is quiet, returns to the path it
 * prefers; the other one answers where authentic data last came from. A leader follows, too, but only if the peer still
 * uses another path when it must have heard of the leader's choice; and it then stays away from its own for a while,
 * longer each time.
 */
final class FailoverScheduler implements PeerScheduler<Route> {

    /** Longer silence is the fault of the path even if its routers answer probes. */
    private static final long PERSISTENT = 1_000_000_000L;
    /** Probes that only the suspicion of silence asks for are not sent more often. */
    private static final long ASK_INTERVAL = 250_000_000L;
    private static final long KEEP = 2_000_000_000L;

    private final SchedulerContext context;
    private final Routes routes;
    private final Sender sender;
    private final Lateness lateness;
    private final SilenceWatch watch = new SilenceWatch();
    private final Suspicion suspicion;
    private final Following following;
    private Route active;
    private long lastSwitch;
    private long silentSince = SilenceWatch.NONE;
    private long lastAsked = SilenceWatch.NONE;

    FailoverScheduler(SchedulerContext context) {
        this.context = context;
        this.routes = context.routes();
        this.sender = context.sender();
        this.active = context.roles().active();
        this.lateness = new Lateness(context.settings());
        this.suspicion = new Suspicion(context, sender, lateness);
        this.following = new Following(context, sender, lateness);
    }

    @Override
    public void send(Datagram<Route> datagram, long now) {
        if (active == null) {
            return;
        }
        datagram.sendOver(active);
        Route second = suspicion.isOpen() ? suspicion.second(active) : following.second();
        if (second != null) {
            datagram.sendOver(second);
        }
        watch.sent(datagram.length(), now);
        context.wake().accept(nextDeadline(now));
    }

    @Override
    public void received(Route route, long now) {
        if (suspicion.isOpen()) {
            if (route == active) {
                lateness.falseAlarm(route, now - silentSince, now);
                endSuspicion(now);
            } else {
                suspicion.pin(route, now);
                return;
            }
        }
        silentSince = SilenceWatch.NONE;
        watch.received(now, active == null ? 0 : lateness.roundTrip(active));
    }

    @Override
    public boolean wantsConfirmation(Route route) {
        return route != active && route.isAllowed();
    }

    @Override
    public void confirmed(Route route, long now) {
        route.confirmed(now);
        if (route == active || !route.isAllowed()) {
            return;
        }
        if (active == null) {
            move(route, "authentic data came over it", now);
        } else if (suspicion.isOpen()) {
            suspicion.confirmed(active, route, now - silentSince, now);
            context.wake().accept(suspicion.dueAt());
        } else if (following.second() == null || following.second() != route && following.isSecondSilent(now)) {
            follow(route, now);
        }
    }

    /** The peer may have sent what came now before it heard of this end's last move: a leader waits for more. */
    private void follow(Route route, long now) {
        boolean heard = !context.leads().getAsBoolean() || now - lastSwitch > following.peerNeeds(active);
        if (heard && following.isSign(active, now)) {
            following.start(active, route, now);
            context.wake().accept(following.decideAt());
        }
    }

    /**
     * The peer misses answers, and what it sends still comes over the active route first, so that nothing authentic ever
     * comes over the other one: it shall have answers on that one as well.
     */
    @Override
    public void copied(Route route, long now) {
        if (route != active && route.isAllowed() && active != null && !suspicion.isOpen()
                && following.second() == null) {
            follow(route, now);
        }
    }

    private void decide(long now) {
        Route second = following.second();
        switch (following.decide(active, now)) {
            case UNDECIDED -> context.wake().accept(following.decideAt());
            case STAY -> following.end(now);
            case FOLLOW -> {
                context.counters().increment(ScionCount.FOLLOWED_PEER);
                if (active.trust.isTrusted()) {
                    active.trust.avoid(now);
                }
                context.prober().trustByData(second, now);
                move(second, "the peer moved to it", now);
            }
        }
    }

    @Override
    public void probeAnswered(Route route, long now) {
        if (!suspicion.isOpen()) {
            if (route == active) {
                watch.excuseMaybe();
            }
            return;
        }
        if (route == active) {
            if (isSilentForLong(now)) {
                sender.resend(active, resendFrom(), now);
            } else {
                watch.excuse();
                endSuspicion(now);
            }
        } else if (suspicion.answered(route)) {
            fail("probes come back over another path only", suspicion.answeredRoute(), now);
        }
    }

    @Override
    public void probeLost(Route route, long now) {
        if (route != active || !route.trust.hasEverAnswered()) {
            return;
        }
        if (suspicion.isOpen()) {
            if (suspicion.activeDoesNotAnswer()) {
                fail("probes come back over another path only", suspicion.answeredRoute(), now);
            }
        } else if (watch.lastReceived() == SilenceWatch.NONE || watch.lastReceived() - route.probing.sentAt() < 0) {
            if (watch.maybeOwedSince() != SilenceWatch.NONE || route.trust.lostInARow() > 1) {
                suspect("probes are not answered", route.probing.sentAt(), now);
                suspicion.activeDoesNotAnswer();
            } else {
                context.prober().probe(route, now);
            }
        }
    }

    @Override
    public void suspected(Route route, String reason, long now) {
        if (route == active && !suspicion.isOpen()) {
            suspect(reason, now, now);
        }
    }

    @Override
    public void trustChanged(Route route, String reason, long now) {
        if (route.trust.isTrusted()) {
            context.wake().accept(now);
            return;
        }
        if (route == active) {
            Route best = routes.best();
            if (best != null) {
                fail(reason, best, now);
            } else {
                suspect(reason, now, now);
            }
        } else if (route == following.second()) {
            following.end(now);
        } else if (suspicion.isOpen() && route == suspicion.candidate()) {
            suspicion.escalate(active, watch.lastReceived(), now);
            context.wake().accept(suspicion.dueAt());
        }
    }

    @Override
    public void pathsChanged(String reason, boolean byPolicy, long now) {
        Route best = routes.best();
        if (best == null) {
            best = routes.allowed().isEmpty() ? null : routes.allowed().get(0);
        }
        boolean mustMove = active == null || !routes.allowed().contains(active);
        boolean obeys = byPolicy && context.leads().getAsBoolean() && !suspicion.isOpen()
                && best != null && best.trust.isTrusted() && routes.isPreferred(best, active);
        if (best != active && (mustMove || obeys)) {
            boolean resend = active != null && mustMove && best != null;
            long from = active == null ? now : resendFrom();
            move(best, reason, now);
            if (resend) {
                sender.resend(best, from, now);
            }
        }
        suspicion.keepOnly(routes.allowed());
        if (following.second() != null && !routes.allowed().contains(following.second())) {
            following.end(now);
        }
    }

    @Override
    public long onTime(long now) {
        if (active == null) {
            return NEVER;
        }
        if (suspicion.convicting(now) != null) {
            convict(suspicion.convicting(now), now);
        } else if (!suspicion.isOpen()) {
            checkSilence(now);
        } else if (suspicion.isEscalationDue(now)) {
            suspicion.escalate(active, watch.lastReceived(), now);
        }
        if (following.second() != null && now - following.decideAt() >= 0) {
            decide(now);
        }
        if (!suspicion.isOpen() && following.second() == null) {
            leaveDistrusted(now);
            if (context.leads().getAsBoolean()) {
                returnToPreferred(now);
            }
        }
        forget(now);
        return nextDeadline(now);
    }

    /** Data comes over another route only. */
    private void convict(Route works, long now) {
        context.prober().trustByData(works, now);
        fail("nothing came back for " + millis(now - silentSince) + " ms", works, now);
        silentSince = SilenceWatch.NONE;
        watch.received(now, lateness.roundTrip(works));
    }

    private void checkSilence(long now) {
        long late = lateness.of(active, now);
        if (watch.owedSince() != SilenceWatch.NONE && now - watch.owedSince() - late >= 0) {
            suspect("no answer for " + millis(now - watch.owedSince()) + " ms", watch.owedSince(), now);
        } else if (isAskDue(now, late)) {
            lastAsked = now;
            context.prober().probe(active, now);
        }
    }

    /** A datagram that may have been a bare acknowledgement found no answer: ask the path, if it answers questions. */
    private boolean isAskDue(long now, long late) {
        return watch.maybeOwedSince() != SilenceWatch.NONE && active.trust.hasEverAnswered()
                && !active.probing.isUnderWay() && now - askAt(late) >= 0;
    }

    private long askAt(long late) {
        long due = watch.maybeOwedSince() + late;
        return lastAsked == SilenceWatch.NONE ? due : Math.max(due, lastAsked + ASK_INTERVAL);
    }

    private void suspect(String reason, long since, long now) {
        if (suspicion.isOpen()) {
            return;
        }
        following.end(now);
        if (silentSince == SilenceWatch.NONE) {
            silentSince = since;
            context.counters().increment(ScionCount.SILENCES);
        }
        if (!suspicion.open(active, reason, watch.lastReceived(), now)) {
            watch.excuse();
            return;
        }
        sender.keep(true);
        context.wake().accept(suspicion.dueAt());
    }

    private void endSuspicion(long now) {
        context.counters().increment(ScionCount.FALSE_ALARMS);
        suspicion.close();
        sender.keep(false);
        following.end(now);
    }

    /** The active route has failed: distrusts it and moves. */
    private void fail(String reason, Route to, long now) {
        context.counters().increment(ScionCount.FAILOVERS);
        boolean resent = suspicion.hasTried(to) && !isSilentForLong(now);
        long from = resendFrom();
        context.prober().distrust(active, reason, now);
        suspicion.distrustOthers(to, reason, now);
        move(to, reason, now);
        if (!resent) {
            sender.resend(to, from, now);
        }
    }

    /** Traffic stays on a distrusted route only as long as there is no other. */
    private void leaveDistrusted(long now) {
        Route best = routes.best();
        if (!active.trust.isTrusted() && best != null) {
            fail(active.trust.reason(), best, now);
        }
    }

    /** Only to the best one there is, even if it takes longer than to some other one: each move is a risk. */
    private void returnToPreferred(long now) {
        Route best = routes.best();
        if (now - nextReturn() >= 0 && best.trust.isEligible(now)) {
            context.counters().increment(ScionCount.RETURNS_TO_PREFERRED);
            move(best, "a preferred path has been good for a while", now);
        }
    }

    private void move(Route to, String reason, long now) {
        active = to;
        lastSwitch = now;
        suspicion.close();
        sender.keep(false);
        following.end(now);
        watch.restart(now);
        context.roles().activate(to, reason);
        context.wake().accept(nextDeadline(now));
    }

    /** After that the peer's retransmission timers have backed off: what is sent again at the first sign of life wakes it. */
    private boolean isSilentForLong(long now) {
        return silentSince != SilenceWatch.NONE && now - silentSince >= PERSISTENT;
    }

    private long resendFrom() {
        return Sender.resendFrom(watch.lastReceived(), lateness.roundTrip(active));
    }

    /** Keeps what any of the two ways to send again may want. */
    private void forget(long now) {
        sender.forgetBefore(Math.max(now - KEEP, Math.min(resendFrom(), following.resendFrom(active, now))));
    }

    private long nextDeadline(long now) {
        if (active == null) {
            return NEVER;
        }
        long next = sender.isEmpty() ? NEVER : now + KEEP;
        if (suspicion.isOpen()) {
            next = Math.min(next, suspicion.dueAt());
        } else {
            long late = lateness.of(active, now);
            if (watch.owedSince() != SilenceWatch.NONE) {
                next = Math.min(next, watch.owedSince() + late);
            }
            if (watch.maybeOwedSince() != SilenceWatch.NONE && active.trust.hasEverAnswered()
                    && !active.probing.isUnderWay()) {
                next = Math.min(next, askAt(late));
            }
        }
        if (following.second() != null) {
            return Math.min(next, following.decideAt());
        }
        return suspicion.isOpen() ? next : Math.min(next, nextReturn());
    }

    private long nextReturn() {
        Route best = routes.best();
        if (!context.leads().getAsBoolean() || best == null || best == active || !best.isListed()
                || best.trust.isWaitingForProbe() || !routes.isPreferred(best, active)) {
            return NEVER;
        }
        return Math.max(best.trust.eligibleFrom(), lastSwitch + context.settings().hold());
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
