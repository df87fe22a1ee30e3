package org.pleach.sandbox;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The wall clock of one AS, which may be wrong. Safe to use from any thread. */
final class AsClock implements LongSupplier {

    private final LongSupplier truth;
    private volatile long skewMillis;

    /** @param truth milliseconds since 1970 */
    AsClock(LongSupplier truth) {
        this.truth = truth;
    }

    /** By how much it is fast from now on; negative if it is slow. */
    void setSkew(Duration fast) {
        skewMillis = fast.toMillis();
    }

    /** Milliseconds since 1970, as the AS believes. */
    @Override
    public long getAsLong() {
        return truth.getAsLong() + skewMillis;
    }
}
