package org.pleach.scion.multipath;

/**
 * Authentic data came over another route than the active one: either the peer has moved there, or it sends on both
 * because it suspects something. Until that is clear, answers take both.
 */
final class Following {

    enum Decision { UNDECIDED, STAY, FOLLOW }

    private static final long MIN_SETTLE = 20_000_000L;
    private static final long MAX_SETTLE = 200_000_000L;
    private static final int ROUNDS = 5;

    private final SchedulerContext context;
    private final Sender sender;
    private final Lateness lateness;
    private Route second;
    private long settle;
    private long decideAt;
    private int rounds;
    private long lastResend = SilenceWatch.NONE;

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

    /**
     * The peer may have moved because what this end sent was lost, for as long as it took the peer to notice: sends that
     * again on the new route, but not too often.
     */
    void start(Route active, Route route, long now) {
        long roundTrip = lateness.roundTrip(active);
        second = route;
        rounds = 0;
        settle = Math.max(MIN_SETTLE, Math.min(MAX_SETTLE, roundTrip / 2));
        decideAt = now + settle;
        if (lastResend == SilenceWatch.NONE || now - lastResend > 4 * roundTrip) {
            lastResend = now;
            sender.resend(route, resendFrom(active, now), now);
        }
    }

    /** From when on the peer may have missed what was sent over the active route. */
    long resendFrom(Route active, long now) {
        return now - 2 * lateness.of(active, now);
    }

    /** What is clear by now. */
    Decision decide(Route active, long now) {
        long old = active.lastReceived();
        long fresh = second.lastConfirmed();
        if (old == SilenceWatch.NONE || fresh - old > settle || now - old > settle && fresh - old > 0) {
            return Decision.FOLLOW;
        }
        if (old - fresh > settle || now - fresh > settle) {
            return Decision.STAY;
        }
        if (now - decideAt < 0) {
            return Decision.UNDECIDED;
        }
        decideAt = now + settle;
        if (++rounds < ROUNDS) {
            return Decision.UNDECIDED;
        }
        // Both go on: two ends that lead. Chance makes one of them give in.
        return context.random().nextBoolean() ? Decision.FOLLOW : Decision.STAY;
    }

    void end() {
        second = null;
    }
}
