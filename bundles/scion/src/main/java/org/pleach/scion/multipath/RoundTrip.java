package org.pleach.scion.multipath;

import java.util.OptionalLong;
import org.pleach.path.PathMetadata;

/**
 * The round-trip time of a path, in nanoseconds. What counts is the least of the last measurements, over 10 to 20 s: busy
 * threads at either end make single ones much longer, and a mean would take minutes to forget them.
 */
final class RoundTrip {

    private static final long UNKNOWN = PathMetadata.UNKNOWN;
    private static final long WINDOW = 10_000_000_000L;
    private static final long MIN_SPREAD = 50_000_000L;
    private static final int FEW = 5;

    private long leastNow = UNKNOWN;
    private long leastBefore = UNKNOWN;
    private long windowEnd;
    private long smoothed = UNKNOWN;
    private long spread;
    private long hint = UNKNOWN;
    private int samples;

    /** A probe was answered after so long. */
    void measured(long nanos, long now) {
        if (leastNow != UNKNOWN && now - windowEnd >= 0) {
            leastBefore = leastNow;
            leastNow = UNKNOWN;
        }
        if (leastNow == UNKNOWN) {
            leastNow = nanos;
            windowEnd = now + WINDOW;
        } else {
            leastNow = Math.min(leastNow, nanos);
        }
        smoothed = smoothed == UNKNOWN || samples < FEW ? least() : smoothed + (nanos - smoothed) / 8;
        spread += (nanos - least() - spread) / 4;
        samples++;
    }

    private long least() {
        return leastBefore == UNKNOWN ? leastNow : Math.min(leastBefore, leastNow);
    }

    /** Whether there were too few answers to know much. */
    boolean isCoarse() {
        return samples < FEW;
    }

    /** An upper layer measured so long; taken until a probe was answered. */
    void hinted(long nanos) {
        hint = nanos;
    }

    /** A mean for people, or the hint, or {@link PathMetadata#UNKNOWN}. */
    long smoothed() {
        return smoothed != UNKNOWN ? smoothed : hint;
    }

    /** What a policy may count on: measured, else hinted, else {@link PathMetadata#UNKNOWN}. */
    long known() {
        return leastNow != UNKNOWN ? least() : hint;
    }

    /** What to count on: measured, else hinted, else twice the announced latency, else {@code otherwise}. */
    long expected(PathMetadata metadata, long otherwise) {
        if (leastNow != UNKNOWN) {
            return least();
        }
        if (hint != UNKNOWN) {
            return hint;
        }
        OptionalLong announced = metadata.totalLatencyNanos();
        return announced.isPresent() && announced.getAsLong() > 0 ? 2 * announced.getAsLong() : otherwise;
    }

    /**
     * After so long an answer is late: four times the usual spread is granted, but in bounds, since what comes in the way
     * of single probes must not make a dead path look slow. Before anything was measured not less than {@code otherwise}.
     */
    long late(PathMetadata metadata, long otherwise) {
        long expected = expected(metadata, otherwise);
        if (leastNow == UNKNOWN) {
            return Math.max(otherwise, expected + expected / 2);
        }
        return expected + Math.min(4 * spread, Math.max(MIN_SPREAD, expected / 2));
    }
}
