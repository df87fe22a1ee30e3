package org.pleach.broker.loop;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.pleach.broker.OutboxOwner;

/** One {@link Loop} for each event loop of the network. Safe to use from any thread. */
public final class Loops {

    private final Map<EventExecutor, Loop> byEventLoop = new IdentityHashMap<>();
    private final List<Loop> all = new ArrayList<>();
    private final LongSupplier nanoTime;

    /**
     * Of every event loop in {@code group}.
     *
     * @param nanoTime as {@link org.pleach.transport.Network#nanoTime()}
     */
    public Loops(EventLoopGroup group, ByteBufAllocator allocator, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (EventExecutor executor : group) {
            Loop loop = new Loop(this, (EventLoop) executor, all.size(), allocator);
            byEventLoop.put(executor, loop);
            all.add(loop);
        }
    }

    /**
     * The channel's.
     *
     * @throws IllegalArgumentException if its event loop is not of the network
     */
    public Loop of(Channel channel) {
        Loop loop = byEventLoop.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalArgumentException("expected a channel registered with an event loop of the network, got "
                    + channel);
        }
        return loop;
    }

    /** Makes the way out of a connection. The channel's event loop. */
    public ChannelOutbox outbox(Channel channel, OutboxLimits limits, OutboxOwner owner, OutboxCounters counters) {
        ChannelOutbox outbox = new ChannelOutbox(of(channel), channel, limits, owner, counters);
        channel.pipeline().addLast(outbox.handler());
        return outbox;
    }

    /** Any one, always the same. */
    public Loop first() {
        return all.get(0);
    }

    List<Loop> all() {
        return all;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** How many. */
    public int count() {
        return all.size();
    }

    /** Whether this is the thread of one of them. */
    public boolean isOnEventLoop() {
        return current() != null;
    }

    /** The one whose thread this is, or null. */
    Loop current() {
        for (Loop loop : all) {
            if (loop.eventLoop().inEventLoop()) {
                return loop;
            }
        }
        return null;
    }

    /** Messages received. */
    public long inMessages() {
        return all.stream().mapToLong(loop -> loop.inMessages().get()).sum();
    }

    /** Bytes of their headers and payloads. */
    public long inBytes() {
        return all.stream().mapToLong(loop -> loop.inBytes().get()).sum();
    }

    /** Messages sent. */
    public long outMessages() {
        return all.stream().mapToLong(loop -> loop.outMessages().get()).sum();
    }

    /** Bytes of their headers and payloads. */
    public long outBytes() {
        return all.stream().mapToLong(loop -> loop.outBytes().get()).sum();
    }

    /** Gives back memory, on each event loop. */
    public void close() {
        for (Loop loop : all) {
            if (!loop.eventLoop().isShuttingDown()) {
                loop.eventLoop().execute(loop::close);
            }
        }
    }
}
