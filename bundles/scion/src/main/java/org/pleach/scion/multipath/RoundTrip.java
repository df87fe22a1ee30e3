package org.pleach.scion.multipath;

import java.util.OptionalLong;
import org.pleach.path.PathMetadata;

/** The round-trip time of a path: smoothed, with its variation (RFC 6298, section 2), in nanoseconds. */
final class RoundTrip {

    private static final long UNKNOWN = PathMetadata.UNKNOWN;

    private long smoothed = UNKNOWN;
    private long variation;
    private long hint = UNKNOWN;
    private int samples;

    /** A probe was answered after so long. */
    void measured(long nanos) {
        samples++;
        if (smoothed == UNKNOWN) {
            smoothed = nanos;
            variation = nanos / 2;
        } else {
            variation += (Math.abs(smoothed - nanos) - variation) / 4;
            smoothed += (nanos - smoothed) / 8;
        }
    }

    /** Whether there were too few answers to know the variation. */
    boolean isCoarse() {
        return samples < 5;
    }

    /** An upper layer measured so long; taken until a probe was answered. */
    void hinted(long nanos) {
        hint = nanos;
    }

    /** Smoothed, or the hint, or {@link PathMetadata#UNKNOWN}. */
    long smoothed() {
        return smoothed != UNKNOWN ? smoothed : hint;
    }

    /** What to count on: measured, else hinted, else twice the announced latency, else {@code otherwise}. */
    long expected(PathMetadata metadata, long otherwise) {
        if (smoothed() != UNKNOWN) {
            return smoothed();
        }
        OptionalLong announced = metadata.totalLatencyNanos();
        return announced.isPresent() && announced.getAsLong() > 0 ? 2 * announced.getAsLong() : otherwise;
    }

    /** After so long an answer is late: with what is not measured, one and a half times what is expected. */
    long late(PathMetadata metadata, long otherwise) {
        return smoothed != UNKNOWN ? smoothed + 4 * variation : expected(metadata, otherwise) * 3 / 2;
    }
}
