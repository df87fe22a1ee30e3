package org.pleach.sandbox.segment;

/**
 * How long hop fields live. ExpTime counts in units of 337.5 s; a shorter life is had by a timestamp in the past.
 *
 * @param seconds from now on, 1 to 86400
 */
public record Lifetime(long seconds) {

    /** What the reference uses: 6 hours. */
    public static final Lifetime DEFAULT = new Lifetime(6 * 60 * 60);

    private static final long MAX_SECONDS = 24 * 60 * 60;
    private static final long UNIT_MILLIS = MAX_SECONDS * 1000 / 256;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Lifetime {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "path lifetime out of range: expected 1 s to " + MAX_SECONDS + " s, got " + seconds + " s");
        }
    }

    /** The ExpTime to write. */
    public int expiryUnits() {
        return (int) ((seconds * 1000 + UNIT_MILLIS - 1) / UNIT_MILLIS) - 1;
    }

    /** The timestamp to write, seconds since 1970, for a segment made now. */
    public long timestamp(long nowMillis) {
        long life = (1 + expiryUnits()) * UNIT_MILLIS;
        return (nowMillis + seconds * 1000 - life) / 1000;
    }
}
