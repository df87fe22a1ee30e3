package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;

/**
 * The datagrams sent last, oldest first, kept so that they can be sent again. Bounded in number and bytes; adding to a
 * full one lets the oldest go. Holds a reference count of each buffer. Allocates nothing after it was made.
 */
final class RecentDatagrams {

    /** Takes one datagram. */
    interface Visitor {
        /** The buffer's reference count and indexes are not to be changed. */
        void visit(ByteBuf buffer, int index, int length);
    }

    private final ByteBuf[] buffers;
    private final int[] indexes;
    private final int[] lengths;
    private final long[] times;
    private final int maxBytes;
    private int first;
    private int count;
    private int bytes;

    RecentDatagrams(int maxDatagrams, int maxBytes) {
        this.buffers = new ByteBuf[maxDatagrams];
        this.indexes = new int[maxDatagrams];
        this.lengths = new int[maxDatagrams];
        this.times = new long[maxDatagrams];
        this.maxBytes = maxBytes;
    }

    /** Keeps a datagram, with a reference count of its own. */
    void add(ByteBuf buffer, int index, int length, long now) {
        if (length > maxBytes || buffers.length == 0) {
            return;
        }
        while (count == buffers.length || bytes + length > maxBytes) {
            removeFirst();
        }
        int at = position(count++);
        buffers[at] = buffer.retain();
        indexes[at] = index;
        lengths[at] = length;
        times[at] = now;
        bytes += length;
    }

    /** Lets go of what was sent before {@code time}. */
    void forgetBefore(long time) {
        while (count > 0 && times[first] - time < 0) {
            removeFirst();
        }
    }

    void clear() {
        while (count > 0) {
            removeFirst();
        }
    }

    private void removeFirst() {
        buffers[first].release();
        buffers[first] = null;
        bytes -= lengths[first];
        first = first + 1 == buffers.length ? 0 : first + 1;
        count--;
    }

    /** Visits what was sent at {@code time} or later, oldest first; returns how many. */
    int visitSince(long time, Visitor visitor) {
        int visited = 0;
        for (int i = 0; i < count; i++) {
            int at = position(i);
            if (times[at] - time >= 0) {
                visitor.visit(buffers[at], indexes[at], lengths[at]);
                visited++;
            }
        }
        return visited;
    }

    /** Whether one of them has exactly this length and starts with these bytes. */
    boolean contains(ByteBuf start, int index, int available, int length) {
        int compared = Math.min(available, length);
        for (int i = count - 1; i >= 0; i--) {
            int at = position(i);
            if (lengths[at] == length && equal(buffers[at], indexes[at], start, index, compared)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(ByteBuf a, int aIndex, ByteBuf b, int bIndex, int length) {
        for (int i = 0; i < length; i++) {
            if (a.getByte(aIndex + i) != b.getByte(bIndex + i)) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return count;
    }

    int bytes() {
        return bytes;
    }

    /** When the oldest was sent; only if there is one. */
    long oldest() {
        return times[first];
    }

    private int position(int i) {
        int at = first + i;
        return at >= buffers.length ? at - buffers.length : at;
    }
}
