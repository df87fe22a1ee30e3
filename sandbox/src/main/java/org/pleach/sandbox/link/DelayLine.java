package org.pleach.sandbox.link;

import io.netty.buffer.ByteBuf;

/**
 * Packets on their way, ordered by when they are due; equally due ones in the order they came. A ring that grows up to a
 * limit, so that a packet makes no object. For one thread.
 */
final class DelayLine {

    private static final int FIRST_CAPACITY = 64;

    private final int limit;
    private long[] due = new long[FIRST_CAPACITY];
    private ByteBuf[] packets = new ByteBuf[FIRST_CAPACITY];
    private int head;
    private int size;

    /** @param limit most packets held, a power of two */
    DelayLine(int limit) {
        this.limit = limit;
    }

    /** Takes a packet over; false, and nothing taken, if there are too many. */
    boolean add(long dueNanos, ByteBuf packet) {
        if (size == due.length) {
            if (size == limit) {
                return false;
            }
            grow();
        }
        int mask = due.length - 1;
        int at = size++;
        // Packets are nearly in order: the place is at the end or close to it.
        while (at > 0 && due[head + at - 1 & mask] - dueNanos > 0) {
            due[head + at & mask] = due[head + at - 1 & mask];
            packets[head + at & mask] = packets[head + at - 1 & mask];
            at--;
        }
        due[head + at & mask] = dueNanos;
        packets[head + at & mask] = packet;
        return true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** When the first packet is due; only if there is one. */
    long firstDue() {
        return due[head];
    }

    /** Gives the first packet away; only if there is one. */
    ByteBuf take() {
        ByteBuf packet = packets[head];
        packets[head] = null;
        head = head + 1 & due.length - 1;
        size--;
        return packet;
    }

    private void grow() {
        long[] moreDue = new long[due.length * 2];
        ByteBuf[] morePackets = new ByteBuf[due.length * 2];
        for (int i = 0; i < size; i++) {
            moreDue[i] = due[head + i & due.length - 1];
            morePackets[i] = packets[head + i & due.length - 1];
        }
        due = moreDue;
        packets = morePackets;
        head = 0;
    }
}
