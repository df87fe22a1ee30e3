package org.pleach.monitoring.http;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a connection on which something takes too long. For its event loop only. */
final class Deadline {

    private final Channel channel;
    private final long millis;
    private final Runnable expired;
    private Future<?> timer;

    Deadline(Channel channel, Duration after, Runnable expired) {
        this.channel = channel;
        this.millis = after.toMillis();
        this.expired = expired;
    }

    /** From now on. */
    void restart() {
        stop();
        timer = channel.eventLoop().schedule(() -> {
            expired.run();
            channel.close();
        }, millis, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
