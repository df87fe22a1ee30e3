package org.pleach.sandbox.link;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.pleach.counters.Counters;
import org.pleach.sandbox.LinkConditions;

/**
 * One direction of an emulated link: delays, loses, doubles and overtakes packets as its conditions say. Packets keep
 * their order (within one interface of entry, if the AS between delays them by it) unless reordering is asked for.
 *
 * <p>Sending belongs to one thread, which is also that of the clock. Conditions and cuts may be set from any thread.
 */
public final class LinkDirection {

    /** Most packets on the link. */
    private static final int MAX_ON_LINK = 1 << 16;
    /** Packets due within this time of each other may come out together, late by at most this. */
    private static final long GRANULARITY_NANOS = 250_000;
    private static final long BITS_PER_BYTE_NANOS = 8_000_000;

    private final LinkClock clock;
    private final SplittableRandom random;
    private final Output output;
    private final Counters<LinkCount> counters;
    private final DelayLine line = new DelayLine(MAX_ON_LINK);
    private final Runnable drain = this::drain;
    private long[] lastDue = new long[16];
    private long freeAt;
    private int wakeUps;
    private long wakeAt;
    private volatile LinkConditions conditions;
    private volatile boolean cut;

    /** Where packets come out. */
    public interface Output {
        /** Takes a packet over; false if it could not be sent, and was released. */
        boolean send(ByteBuf packet);

        /** No more for now. */
        void flush();
    }

    /**
     * A link that is whole.
     *
     * @param seed decides on loss, jitter and the like
     */
    public LinkDirection(LinkConditions conditions, LinkClock clock, long seed, Output output,
            Counters<LinkCount> counters) {
        this.conditions = conditions;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
        this.output = output;
        this.counters = counters;
        long now = clock.nanoTime();
        Arrays.fill(lastDue, now);
        freeAt = now;
    }

    /** What it does to packets from now on. */
    public void setConditions(LinkConditions newConditions) {
        conditions = newConditions;
    }

    /** What it does to packets. */
    public LinkConditions conditions() {
        return conditions;
    }

    /** Whether packets vanish from now on, those on the link included. */
    public void setCut(boolean isCut) {
        cut = isCut;
    }

    /** Whether packets vanish. */
    public boolean isCut() {
        return cut;
    }

    /** What it counted. */
    public Counters<LinkCount> counters() {
        return counters;
    }

    /**
     * Takes a packet over.
     *
     * @param entry        number of the interface by which the packet came into the AS that sends; its packets keep order
     * @param earlierNanos delay that the packet had inside the AS, in nanoseconds
     */
    public void send(ByteBuf packet, int entry, long earlierNanos) {
        LinkConditions now = conditions;
        counters.increment(LinkCount.PACKETS_IN);
        counters.add(LinkCount.IN_BYTES, packet.readableBytes());
        if (cut) {
            discard(packet, LinkCount.DROPPED_CUT);
        } else if (now.mtu() != 0 && packet.readableBytes() > now.mtu()) {
            discard(packet, LinkCount.DROPPED_MTU);
        } else if (happens(now.loss())) {
            discard(packet, LinkCount.DROPPED_LOSS);
        } else {
            carry(packet, entry, earlierNanos, now);
        }
    }

    private void carry(ByteBuf packet, int entry, long earlierNanos, LinkConditions now) {
        long time = clock.nanoTime();
        long sent = time + earlierNanos;
        if (now.rateKbits() != 0) {
            long start = Math.max(freeAt, sent);
            if (start - sent > LinkConditions.MAX_QUEUE_NANOS) {
                discard(packet, LinkCount.DROPPED_QUEUE);
                return;
            }
            sent = start + packet.readableBytes() * BITS_PER_BYTE_NANOS / now.rateKbits();
            freeAt = sent;
        }
        long due = sent + now.latencyNanos();
        if (now.jitterNanos() > 0) {
            due += random.nextLong(now.jitterNanos() + 1);
        }
        if (happens(now.reorder())) {
            counters.increment(LinkCount.REORDERED);
            due += now.reorderNanos();
        } else {
            due = keepOrder(entry, due);
        }
        if (happens(now.duplicate())) {
            counters.increment(LinkCount.DUPLICATED);
            put(packet.copy(), due, time);
        }
        put(packet, due, time);
    }

    private long keepOrder(int entry, long due) {
        int slot = entry & lastDue.length - 1;
        if (lastDue[slot] - due > 0) {
            return lastDue[slot];
        }
        lastDue[slot] = due;
        return due;
    }

    private void put(ByteBuf packet, long due, long now) {
        if (line.isEmpty() && due - now <= 0) {
            emit(packet);
            return;
        }
        // A copy of its own size: what came from a socket may be a small part of a big buffer.
        ByteBuf waiting = packet.alloc().directBuffer(packet.readableBytes()).writeBytes(packet);
        packet.release();
        if (!line.add(due, waiting)) {
            discard(waiting, LinkCount.DROPPED_QUEUE);
            return;
        }
        wakeFor(now);
    }

    /** Makes sure of a wake-up for the first packet. */
    private void wakeFor(long now) {
        long wanted = Math.max(line.firstDue(), now + GRANULARITY_NANOS);
        if (wakeUps == 0 || wanted - wakeAt < 0) {
            wakeAt = wanted;
            wakeUps++;
            clock.schedule(drain, wanted - now);
        }
    }

    private void drain() {
        wakeUps--;
        long now = clock.nanoTime();
        if (wakeUps > 0 && now - wakeAt < 0) {
            // Not the wake-up for the first packet, but one that an earlier packet got ahead of.
            return;
        }
        while (!line.isEmpty() && line.firstDue() - now <= 0) {
            emit(line.take());
        }
        output.flush();
        if (!line.isEmpty()) {
            wakeAt = now + Long.MAX_VALUE / 2;
            wakeFor(now);
        }
    }

    private void emit(ByteBuf packet) {
        if (cut) {
            discard(packet, LinkCount.DROPPED_CUT);
            return;
        }
        int bytes = packet.readableBytes();
        if (output.send(packet)) {
            counters.increment(LinkCount.PACKETS_OUT);
            counters.add(LinkCount.OUT_BYTES, bytes);
        } else {
            counters.increment(LinkCount.DROPPED_SOCKET);
        }
    }

    private void discard(ByteBuf packet, LinkCount why) {
        packet.release();
        counters.increment(why);
    }

    private boolean happens(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    /** Lets go of all packets on the link; on the link's thread. */
    public void clear() {
        while (!line.isEmpty()) {
            line.take().release();
        }
    }
}
