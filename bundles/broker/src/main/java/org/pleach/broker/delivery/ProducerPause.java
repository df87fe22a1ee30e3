package org.pleach.broker.delivery;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.loop.ChannelOutbox;
import org.pleach.counters.Counters;

/**
 * Stops reading from a connection for a moment when one of its receivers is far behind, so that the receiver can catch up.
 * Ends when it has, and after 10 ms in any case: one slow receiver must not hold up the others for long. (nats-server stalls
 * fast producers for as long at most.)
 */
final class ProducerPause implements Runnable {

    private static final long STEP_MILLIS = 2;
    private static final int MOST_STEPS = 5;

    private final Channel channel;
    private final Counters<BrokerCounter> counters;
    private ChannelOutbox cause;
    private int steps;

    ProducerPause(Channel channel, Counters<BrokerCounter> counters) {
        this.channel = channel;
        this.counters = counters;
    }

    void begin(ChannelOutbox behind) {
        if (cause == null && channel.isActive()) {
            cause = behind;
            steps = 0;
            counters.increment(BrokerCounter.PRODUCER_STALLS);
            channel.config().setAutoRead(false);
            channel.eventLoop().schedule(this, STEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        steps++;
        if (cause != null && steps < MOST_STEPS && cause.isFarBehind() && channel.isActive()) {
            channel.eventLoop().schedule(this, STEP_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            end();
        }
    }

    void end() {
        if (cause != null) {
            cause = null;
            channel.config().setAutoRead(true);
        }
    }
}
