package org.pleach.scion.multipath;

/**
 * How long to wait for an answer before its absence is suspicious: what the route's round trip suggests, the configured
 * margin, and what false alarms have taught about this peer, which is forgotten again over time.
 */
final class Lateness {

    private static final long MAX_LEARNT = 60_000_000;
    private static final long HALF_LIFE = 10_000_000_000L;

    private final Settings settings;
    private long learnt;
    private long learntAt;

    Lateness(Settings settings) {
        this.settings = settings;
    }

    long roundTrip(Route route) {
        return route.roundTrip.expected(route.path().metadata(), settings.unknownRoundTrip());
    }

    /** So long after it is owed, an answer over {@code route} is late. */
    long of(Route route, long now) {
        return Math.max(settings.floor(), expected(route) + settings.margin() + learnt(now));
    }

    private long expected(Route route) {
        return route.roundTrip.late(route.path().metadata(), settings.unknownRoundTrip());
    }

    private long learnt(long now) {
        if (learnt != 0 && now - learntAt > HALF_LIFE) {
            learnt = learnt / 2;
            learntAt = now;
        }
        return learnt;
    }

    /** An answer that was thought lost came after {@code waited}. */
    void falseAlarm(Route route, long waited, long now) {
        long needed = waited + waited / 4 - Math.max(settings.floor(), expected(route) + settings.margin());
        learnt = Math.max(learnt(now), Math.min(MAX_LEARNT, needed));
        learntAt = now;
    }
}
