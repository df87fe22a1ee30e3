package org.pleach.path.scheduler.redundant;

import org.pleach.path.scheduler.PeerPath;

/** How one path of the pair is doing, for as long as it is in the pair. */
final class Member<P extends PeerPath> {

    /** One probe may get lost as any packet may. */
    private static final int LOST = 2;
    /** Data come, but perhaps they go one way only. */
    private static final int LOST_ONE_WAY = 4;

    private P path;
    private long joined;
    private long late;
    private long proved = PeerPath.NOT_YET;
    private int lostInARow;
    private long lostSince;

    P path() {
        return path;
    }

    /** Another path, or none, takes the place. Harmless if it is the same. */
    void set(P other, long now) {
        if (other != path) {
            path = other;
            joined = now;
            proved = PeerPath.NOT_YET;
            lostInARow = 0;
            refresh();
        }
    }

    /** Looks again after how long an answer is late. */
    void refresh() {
        late = path == null ? 0 : path.lateNanos();
    }

    /** Whether it is in the pair for so long. */
    boolean isOlderThan(long nanos, long now) {
        return now - joined > nanos;
    }

    void answered(long now) {
        proved = now;
        lostInARow = 0;
    }

    void lost(long now) {
        if (lostInARow++ == 0) {
            lostSince = now - late;
        }
    }

    /** Whether something came over it since it is in the pair. */
    boolean hasBrought() {
        return path != null && path.lastReceived() != PeerPath.NOT_YET && path.lastReceived() - joined >= 0;
    }

    /** Whether it has brought nothing for too long by the time {@code at}. */
    boolean isSilentAt(long at) {
        return at - lastSign() > late;
    }

    /** When it last showed that it works, or joined. */
    private long lastSign() {
        long last = path.lastReceived();
        if (last == PeerPath.NOT_YET || last - joined < 0) {
            last = joined;
        }
        return proved != PeerPath.NOT_YET && proved - last > 0 ? proved : last;
    }

    /** Whether it brought data while it was in the pair, and stopped to, although the other one goes on. */
    boolean isQuiet(Member<P> other) {
        return hasBrought() && other.hasBrought() && isSilentAt(other.path.lastReceived());
    }

    /** Whether it answers probes no longer, although {@code other} works. */
    boolean hasFailed(Member<P> other, long now) {
        if (path == null || other.path == null || lostInARow == 0 || other.lastSign() - lostSince <= 0) {
            return false;
        }
        boolean silent = isSilentAt(now);
        return path.answersProbes() ? lostInARow >= (silent ? LOST : LOST_ONE_WAY)
                : silent && lostInARow >= LOST && other.path.answersProbes();
    }
}
