package org.pleach.scion.multipath;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.pleach.path.scheduler.PeerScheduler;

/**
 * Calls one action at the earliest of the times asked for. If it is called much too late, because the thread was busy or
 * the machine asleep, it first lets the event loop read what has come meanwhile: silence must not be seen where nobody
 * listened.
 */
final class Alarm {

    private static final long MUCH_TOO_LATE = 5_000_000;
    private static final long READING_TIME = 1_000_000;
    private static final long LEAST = 500_000;

    private final EventExecutor executor;
    private final Clock clock;
    private final LongUnaryOperator action;
    private Future<?> scheduled;
    private long dueAt;
    private boolean excused;
    private boolean off;

    /** @param action gets the time and returns when to call it again, {@link PeerScheduler#NEVER} for never */
    Alarm(EventExecutor executor, Clock clock, LongUnaryOperator action) {
        this.executor = executor;
        this.clock = clock;
        this.action = action;
    }

    /** Asks for a call at {@code time} or earlier. */
    void at(long time) {
        if (off || time == PeerScheduler.NEVER || scheduled != null && dueAt - time <= 0) {
            return;
        }
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        dueAt = time;
        scheduled = executor.schedule(this::ring, Math.max(0, time - clock.nanos()), TimeUnit.NANOSECONDS);
    }

    private void ring() {
        scheduled = null;
        if (off) {
            return;
        }
        long now = clock.nanos();
        if (now - dueAt > MUCH_TOO_LATE && !excused) {
            excused = true;
            at(now + READING_TIME);
            return;
        }
        excused = false;
        // Whatever the action says, it does not keep the event loop busy.
        at(Math.max(action.applyAsLong(now), now + LEAST));
    }

    /** No more calls, until {@link #turnOn}. */
    void turnOff() {
        off = true;
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    void turnOn() {
        off = false;
    }
}
