package org.pleach.scion.multipath;

/**
 * Whether a path is trusted, when it is to be probed next, and from when on traffic may move to it. A path that fails
 * again and again waits longer each time.
 */
final class Trust {

    /** Probes lost in a row after which a path in reserve is distrusted. */
    static final int LOST_IN_RESERVE = 3;

    private static final int MAX_STRIKES = 5;
    private static final long STRIKE_MEMORY = 60_000_000_000L;

    private final Settings settings;
    private boolean trusted = true;
    private String reason = "";
    private long since;
    private long lastStrike;
    private int strikes;
    private long eligibleFrom;
    private int answersInARow;
    private int lostInARow;
    private boolean everAnswered;
    private boolean answeredSinceLeft = true;
    private long interval;

    Trust(Settings settings, long now) {
        this.settings = settings;
        this.since = now;
        this.lastStrike = now;
        this.eligibleFrom = now + settings.hold();
    }

    boolean isTrusted() {
        return trusted;
    }

    /** Why it is distrusted. */
    String reason() {
        return reason;
    }

    /** Since when it has been trusted or distrusted. */
    long since() {
        return since;
    }

    /** When traffic may go back to it, if it stays trusted. */
    long eligibleFrom() {
        return eligibleFrom;
    }

    /** Whether traffic may go back to it now. One that answers probes must have done so since traffic left it. */
    boolean isEligible(long now) {
        return now - eligibleFrom >= 0 && trusted && !isWaitingForProbe();
    }

    /** Whether a probe has to come back before traffic may go back to it. */
    boolean isWaitingForProbe() {
        return everAnswered && (!answeredSinceLeft || lostInARow > 0);
    }

    boolean hasEverAnswered() {
        return everAnswered;
    }

    int lostInARow() {
        return lostInARow;
    }

    /** Returns whether that was news. */
    boolean distrust(String why, long now) {
        answersInARow = 0;
        if (!trusted) {
            return false;
        }
        trusted = false;
        answeredSinceLeft = false;
        reason = why;
        since = now;
        interval = settings.probeDistrusted();
        strike(now);
        return true;
    }

    /** Traffic left it although nothing is known to be wrong: it may come back later, and later each time. */
    void avoid(long now) {
        answeredSinceLeft = false;
        strike(now);
        eligibleFrom = now + waiting();
    }

    private void strike(long now) {
        strikes = now - lastStrike > STRIKE_MEMORY << strikes ? 0 : Math.min(MAX_STRIKES, strikes + 1);
        lastStrike = now;
    }

    private long waiting() {
        return settings.hold() << Math.max(0, strikes - 1);
    }

    /** A probe came back. Returns whether the path is trusted again because of it. */
    boolean answered(long now) {
        everAnswered = true;
        answeredSinceLeft = true;
        lostInARow = 0;
        answersInARow++;
        return !trusted && answersInARow >= settings.probeAnswers() && trustAgain(now);
    }

    /** Trusts a distrusted path for another reason than answers. Returns whether that was news. */
    boolean trustAgain(long now) {
        if (trusted) {
            return false;
        }
        trusted = true;
        reason = "";
        since = now;
        eligibleFrom = now + waiting();
        return true;
    }

    void probeLost() {
        answersInARow = 0;
        lostInARow++;
    }

    /** How long to wait for the next probe while distrusted; longer each time, shorter while answers come. */
    long nextInterval() {
        if (answersInARow > 0) {
            return settings.probeDistrusted();
        }
        long current = interval;
        interval = Math.min(settings.probeDistrustedMax(), interval * 2);
        return current;
    }
}
