package org.pleach.scion.multipath;

/**
 * The route that this end left for the active one, until the peer has followed. While the peer makes sure, it answers on
 * both, and those copies are no sign that it misses anything.
 */
final class LastMove {

    /** When only the active route has brought data for so long, the peer has followed. */
    private static final long SETTLED = 300_000_000L;

    private Route left;
    private long activeAloneSince = SilenceWatch.NONE;

    /** This end left a route; null if it went where the peer was. */
    void left(Route route) {
        left = route;
        activeAloneSince = SilenceWatch.NONE;
    }

    void received(Route route, Route active, long now) {
        if (left == null) {
            return;
        }
        if (route == left) {
            activeAloneSince = SilenceWatch.NONE;
        } else if (route == active && activeAloneSince == SilenceWatch.NONE) {
            activeAloneSince = now;
        } else if (route == active && now - activeAloneSince > SETTLED) {
            left = null;
        }
    }

    boolean isPeerStillOn(Route route) {
        return route == left;
    }
}
