package org.pleach.sandbox.net;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Switches a link off and on, over and over, each time for a while drawn anew. Guarded by its {@link EmulatedLink}. */
final class Flapping {

    private final EmulatedLink link;
    private final EmulatedLink.Delayer delayer;
    private final SplittableRandom random;
    private final long leastNanos;
    private final long mostNanos;
    private ScheduledFuture<?> next;
    private boolean stopped;

    Flapping(EmulatedLink link, EmulatedLink.Delayer delayer, SplittableRandom random, Duration least, Duration most) {
        if (least.isNegative() || least.isZero() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("expected a least time greater than 0 and a greatest one no less than it,"
                    + " got " + least + " and " + most);
        }
        this.link = link;
        this.delayer = delayer;
        this.random = random;
        this.leastNanos = least.toNanos();
        this.mostNanos = most.toNanos();
    }

    /** Begins with a cut, now. */
    void start() {
        turn(true);
    }

    private void turn(boolean cut) {
        synchronized (link) {
            if (!stopped) {
                link.setCut(cut);
                long nanos = random.nextLong(leastNanos, mostNanos + 1);
                next = delayer.schedule(() -> turn(!cut), nanos, TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Leaves the link as it is now. */
    void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
