package org.pleach.scion.sim;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.pleach.scion.multipath.Clock;

/** Virtual time: everything happens in one thread, in an order that only the seed decides. */
final class SimWorld implements Clock {

    /** Within the life of the golden paths. */
    private static final long EPOCH_MILLIS = 1_795_484_400_000L;

    final SplittableRandom random;
    private final MockTicker ticker = Ticker.newMockTicker();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final Map<EmbeddedChannel, Long> stalls = new HashMap<>();
    private long count;
    /** Says at the end whether everything was released, which costs less than looking for leaks all the time. */
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
    Runnable afterEachStep = () -> { };

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    SimWorld(long seed) {
        random = new SplittableRandom(seed);
        ticker.advance(1, TimeUnit.HOURS);
    }

    EmbeddedChannel newChannel() {
        EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
        channel.config().setAllocator(allocator);
        channels.add(channel);
        return channel;
    }

    @Override
    public long nanos() {
        return ticker.nanoTime();
    }

    @Override
    public long epochMillis() {
        return EPOCH_MILLIS + nanos() / 1_000_000;
    }

    /** Closes all channels; returns the bytes that nobody released. */
    long close() {
        channels.forEach(channel -> {
            channel.close();
            channel.runPendingTasks();
            channel.releaseOutbound();
            channel.releaseInbound();
        });
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }

    void after(long nanos, Runnable action) {
        events.add(new Event(nanos() + Math.max(0, nanos), count++, action));
    }

    void every(long nanos, BooleanSupplier action) {
        after(nanos, () -> {
            if (action.getAsBoolean()) {
                every(nanos, action);
            }
        });
    }

    void run(long nanos) {
        runUntil(() -> false, nanos);
    }

    /** Returns whether the condition came true in time. */
    boolean runUntil(BooleanSupplier condition, long nanos) {
        long end = nanos() + nanos;
        settle();
        while (!condition.getAsBoolean()) {
            long next = Math.min(nextEvent(), nextTimer());
            if (next > end) {
                ticker.advance(end - nanos(), TimeUnit.NANOSECONDS);
                return false;
            }
            ticker.advance(Math.max(0, next - nanos()), TimeUnit.NANOSECONDS);
            while (!events.isEmpty() && events.peek().at <= nanos()) {
                events.poll().action.run();
                settle();
            }
            settle();
        }
        return true;
    }

    void stall(EmbeddedChannel channel, long until) {
        stalls.put(channel, until);
        after(until - nanos(), () -> { });
    }

    private boolean isStalled(EmbeddedChannel channel) {
        return stalls.getOrDefault(channel, Long.MIN_VALUE) > nanos();
    }

    private void settle() {
        for (EmbeddedChannel channel : channels) {
            if (isStalled(channel)) {
                continue;
            }
            channel.runPendingTasks();
            channel.runScheduledPendingTasks();
        }
        afterEachStep.run();
    }

    private long nextEvent() {
        return events.isEmpty() ? Long.MAX_VALUE : events.peek().at;
    }

    private long nextTimer() {
        long next = Long.MAX_VALUE;
        for (EmbeddedChannel channel : channels) {
            if (isStalled(channel)) {
                continue;
            }
            long in = channel.runScheduledPendingTasks();
            if (in >= 0) {
                next = Math.min(next, nanos() + Math.max(1, in));
            }
        }
        return next;
    }
}
