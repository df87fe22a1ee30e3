package org.pleach.clustering.session;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * What was sent and is not acknowledged, in order, by its position in the stream of the session. Holds the buffers
 * themselves, not copies. Event loop only; makes no object per entry.
 */
final class Unacknowledged {

    /** Takes a piece. */
    interface Visitor {
        /** The buffer's indexes and reference count are not to be changed. */
        void visit(ByteBuf buffer, int index, int length);
    }

    private ByteBuf[] buffers = new ByteBuf[16];
    private int[] indexes = new int[16];
    private int[] lengths = new int[16];
    private int first;
    private int count;
    private long start;
    private long end;
    private int skipped; // of the first entry

    /** Keeps bytes that were sent; takes over one reference count. */
    void add(ByteBuf buffer, int index, int length) {
        if (count == buffers.length) {
            grow();
        }
        int at = position(count++);
        buffers[at] = buffer;
        indexes[at] = index;
        lengths[at] = length;
        end += length;
    }

    private void grow() {
        int size = buffers.length;
        ByteBuf[] widerBuffers = new ByteBuf[size * 2];
        int[] widerIndexes = new int[size * 2];
        int[] widerLengths = new int[size * 2];
        for (int i = 0; i < count; i++) {
            int at = position(i);
            widerBuffers[i] = buffers[at];
            widerIndexes[i] = indexes[at];
            widerLengths[i] = lengths[at];
        }
        buffers = widerBuffers;
        indexes = widerIndexes;
        lengths = widerLengths;
        first = 0;
    }

    private int position(int i) {
        return first + i & buffers.length - 1;
    }

    /** Position of the first byte that is kept. */
    long start() {
        return start;
    }

    /** Position behind the last byte that was sent. */
    long end() {
        return end;
    }

    /** Bytes kept. */
    long bytes() {
        return end - start;
    }

    /** Lets go of everything before {@code position}, which lies between start and end. */
    void acknowledge(long position) {
        long left = position - start;
        start = position;
        while (left > 0) {
            int rest = lengths[first] - skipped;
            if (left < rest) {
                skipped += (int) left;
                return;
            }
            left -= rest;
            removeFirst();
        }
    }

    private void removeFirst() {
        buffers[first].release();
        buffers[first] = null;
        first = first + 1 & buffers.length - 1;
        count--;
        skipped = 0;
    }

    /** Visits everything, the oldest first. */
    void visit(Visitor visitor) {
        for (int i = 0; i < count; i++) {
            int at = position(i);
            int skip = i == 0 ? skipped : 0;
            visitor.visit(buffers[at], indexes[at] + skip, lengths[at] - skip);
        }
    }

    /** Lets go of everything. */
    void clear() {
        while (count > 0) {
            removeFirst();
        }
        start = end;
        Arrays.fill(buffers, null);
    }
}
