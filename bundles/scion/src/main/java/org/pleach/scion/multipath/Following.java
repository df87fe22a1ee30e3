package org.pleach.scion.multipath;

/**
 * Authentic data came over another route than the active one: either the peer has moved there, or it sends on both
 * because it suspects something. Until that is clear, answers take both, so there is time to make sure.
 *
 * <p>Answers on both look to the peer just like that, and it would answer on both as well, and so on. Therefore such a
 * time is short, and for a while after it nothing is taken as a sign as long as the active route brings data.
 */
final class Following {

    enum Decision { UNDECIDED, STAY, FOLLOW }

    private static final long MIN_SETTLE = 60_000_000L;
    private static final long MAX_SETTLE = 300_000_000L;
    private static final long IGNORE = 1_000_000_000L;
    private static final int ROUNDS = 4;

    private final SchedulerContext context;
    private final Sender sender;
    private final Lateness lateness;
    private Route second;
    private long settle = MIN_SETTLE;
    private long startedAt;
    private long decideAt;
    private int rounds;
    private long lastResend = SilenceWatch.NONE;
    private long lastEnd = SilenceWatch.NONE;

    Following(SchedulerContext context, Sender sender, Lateness lateness) {
        this.context = context;
        this.sender = sender;
        this.lateness = lateness;
    }

    /** The route that answers take as well, or null. */
    Route second() {
        return second;
    }

    long decideAt() {
        return decideAt;
    }

    /** Whether data over another route than the active one is a sign of anything. */
    boolean isSign(Route active, long now) {
        return lastEnd == SilenceWatch.NONE || now - lastEnd > IGNORE || !isAlive(active, now);
    }

    private boolean isAlive(Route active, long now) {
        return active.lastReceived() != SilenceWatch.NONE && now - active.lastReceived() < settle;
    }

    /**
     * The peer may have moved because what this end sent was lost, for as long as it took the peer to notice: sends that
     * again on the new route, but not too often.
     *
     * <p>A leader takes its time: the peer may just be wrong. Two leaders must not swap their paths at the same moment.
     */
    void start(Route active, Route route, long now) {
        long roundTrip = lateness.roundTrip(active);
        second = route;
        startedAt = now;
        rounds = 0;
        settle = context.leads().getAsBoolean() ? MAX_SETTLE + context.random().nextLong(MAX_SETTLE)
                : Math.max(MIN_SETTLE, Math.min(MAX_SETTLE, roundTrip));
        decideAt = now + settle;
        if (lastResend == SilenceWatch.NONE || now - lastResend > 4 * roundTrip) {
            lastResend = now;
            sender.resend(route, resendFrom(active, now), now);
        }
    }

    /**
     * So long after this end moved, a peer may still use the old route: until it heard of the move, and then until it was
     * sure.
     */
    long peerNeeds(Route active) {
        return 2 * lateness.roundTrip(active) + 2 * MAX_SETTLE;
    }

    /** From when on the peer may have missed what was sent over the active route. */
    long resendFrom(Route active, long now) {
        return now - 2 * lateness.of(active, now);
    }

    /** What is clear by now: a route on which data comes while the other one has had none for some time. */
    Decision decide(Route active, long now) {
        if (now - decideAt < 0) {
            return Decision.UNDECIDED;
        }
        decideAt = now + settle;
        long old = active.lastReceived();
        long fresh = second.lastConfirmed();
        boolean silentSinceStart = old == SilenceWatch.NONE || old - startedAt < 0;
        if (fresh != SilenceWatch.NONE && (silentSinceStart || fresh - old > settle)) {
            return Decision.FOLLOW;
        }
        boolean over = fresh == SilenceWatch.NONE || old - fresh > settle || ++rounds >= ROUNDS;
        return over ? Decision.STAY : Decision.UNDECIDED;
    }

    /** Whether the second route brings nothing, so that another one may take its place. */
    boolean isSecondSilent(long now) {
        return second.lastConfirmed() == SilenceWatch.NONE || now - second.lastConfirmed() > settle;
    }

    /** Ends it, or what else made this end send on two routes. */
    void end(long now) {
        second = null;
        lastEnd = now;
    }
}
