package org.pleach.transport.scion.quic;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Does something at most once a second, for what strangers can bring about as often as they like. Event loop only. */
final class Occasionally {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private long next;
    private long suppressed;
    private boolean started;

    /**
     * @param now    nanoseconds
     * @param action told how often it was left out since it last ran
     */
    void run(long now, LongConsumer action) {
        if (started && now - next < 0) {
            suppressed++;
            return;
        }
        started = true;
        next = now + PAUSE;
        long left = suppressed;
        suppressed = 0;
        action.accept(left);
    }
}
