package org.pleach.broker.delivery;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.loop.ChannelOutbox;
import org.pleach.broker.loop.Loop;
import org.pleach.counters.Counters;

/**
 * Stops reading from a connection for a moment when one of its receivers is behind, so that the receiver can catch up.
 * <ul>
 * <li>Behind, and taking something: until half of it is written, 1 ms at most. Keeps queues short enough to stay in the
 * processor's cache. A receiver that takes nothing holds up nobody.
 * <li>Far behind (near {@code max_pending}): until it is no more, 10 ms at most, as nats-server stalls fast producers. For
 * another node, as long as it takes; the node's write deadline ends it.
 * </ul>
 * So one slow client does not hold up the others for long, and nothing on its way to another node is lost for want of room.
 */
final class ProducerPause implements Runnable {

    private static final long STEP_MILLIS = 1;
    private static final int MOST_STEPS = 10;

    private final Loop loop;
    private final Channel channel;
    private final Counters<BrokerCounter> counters;
    private ChannelOutbox cause;
    private ChannelOutbox lastCause;
    private long lastProgress;
    private int steps;

    ProducerPause(Loop loop, Channel channel, Counters<BrokerCounter> counters) {
        this.loop = loop;
        this.channel = channel;
        this.counters = counters;
    }

    void begin(ChannelOutbox behind) {
        if (cause != null || !channel.isActive()) {
            return;
        }
        long progress = behind.progress();
        boolean stuck = behind == lastCause && progress == lastProgress && behind.inTransit(loop) == 0;
        if (stuck && !behind.isFarBehind(loop)) {
            return;
        }
        lastCause = behind;
        lastProgress = progress;
        cause = behind;
        steps = 0;
        channel.config().setAutoRead(false);
        channel.eventLoop().schedule(this, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        if (cause == null) {
            return;
        }
        steps++;
        if ((steps < MOST_STEPS || cause.holdsPublishers()) && cause.isFarBehind(loop) && channel.isActive()) {
            if (steps == 1) {
                counters.increment(BrokerCounter.PRODUCER_STALLS);
            }
            channel.eventLoop().schedule(this, STEP_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            end();
        }
    }

    void end() {
        if (cause != null) {
            lastCause = cause.isBehind(loop) ? cause : null;
            cause = null;
            channel.config().setAutoRead(true);
        }
    }
}
