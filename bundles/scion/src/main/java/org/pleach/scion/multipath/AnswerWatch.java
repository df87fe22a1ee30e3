package org.pleach.scion.multipath;

/** When answers from the peer are late on the active route, and when to ask the route instead. */
final class AnswerWatch {

    /** Probes that only a possible silence asks for are not sent more often. */
    private static final long ASK_INTERVAL = 250_000_000L;

    private final SilenceWatch silence = new SilenceWatch();
    private final Lateness lateness;
    private long lastAsked = SilenceWatch.NONE;

    AnswerWatch(Lateness lateness) {
        this.lateness = lateness;
    }

    /** What is owed, and since when. */
    SilenceWatch silence() {
        return silence;
    }

    /** Whether an answer that certainly was due has not come. */
    boolean isLate(Route active, long now) {
        return silence.owedSince() != SilenceWatch.NONE
                && now - silence.owedSince() - lateness.of(active, now) >= 0;
    }

    /** Whether to ask the route: a datagram that may have been a bare acknowledgement found no answer. Once. */
    boolean shallAsk(Route active, long now) {
        if (!mayAsk(active) || now - askAt(active, now) < 0) {
            return false;
        }
        lastAsked = now;
        return true;
    }

    private boolean mayAsk(Route active) {
        return silence.maybeOwedSince() != SilenceWatch.NONE && active.trust.hasEverAnswered()
                && !active.probing.isUnderWay();
    }

    private long askAt(Route active, long now) {
        long due = silence.maybeOwedSince() + lateness.of(active, now);
        return lastAsked == SilenceWatch.NONE ? due : Math.max(due, lastAsked + ASK_INTERVAL);
    }

    /** When one of the two may be, or {@link PathScheduler#NEVER}. */
    long deadline(Route active, long now) {
        long next = PathScheduler.NEVER;
        if (silence.owedSince() != SilenceWatch.NONE) {
            next = silence.owedSince() + lateness.of(active, now);
        }
        return mayAsk(active) ? Math.min(next, askAt(active, now)) : next;
    }
}
