package org.pleach.path.scheduler.redundant;

import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PeerPath;

/** Chooses the path that accompanies another one. */
final class Partners<P extends PeerPath> {

    private final PathControl<P> control;

    Partners(PathControl<P> control) {
        this.control = control;
    }

    /**
     * The trusted path that overlaps least with {@code path}; of several the quickest, then the preferred one. Paths that
     * failed a moment ago come last. Null if there is none.
     *
     * @param not another path that is not wanted, or null
     */
    P of(P path, P not, long now) {
        P best = null;
        for (P candidate : control.paths()) {
            if (candidate != path && candidate != not && candidate.isTrusted()
                    && (best == null || isBetter(candidate, best, path, now))) {
                best = candidate;
            }
        }
        return best;
    }

    private boolean isBetter(P one, P other, P path, long now) {
        if (hasFailed(one, now) != hasFailed(other, now)) {
            return !hasFailed(one, now);
        }
        int difference = Integer.compare(Overlap.of(one.path(), path.path()), Overlap.of(other.path(), path.path()));
        return difference < 0 || difference == 0 && one.roundTripNanos() < other.roundTripNanos();
    }

    /** At the very start no path is settled, but none has failed either. */
    private boolean hasFailed(P path, long now) {
        return path.answersProbes() && !path.isSettled(now);
    }
}
