package org.pleach.broker.loop;

import io.netty.buffer.ByteBufAllocator;

/**
 * One event loop's chunks that nobody uses at the moment, in three sizes, the hottest on top. A connection that is sent a
 * little holds a little, even while it takes nothing.
 */
final class ChunkPool {

    /** What one write to a socket carries at most: fits a second-level cache together with what was read. */
    static final int LARGEST = 128 * 1024;

    private static final int[] SIZES = {4 * 1024, 32 * 1024, LARGEST};
    /** Enough for a hundred receivers of one publisher to be written to at once: 1, 4 and 16 MB at most. */
    private static final int[] KEPT = {256, 128, 128};

    private final ByteBufAllocator allocator;
    private final Chunk[][] free = new Chunk[SIZES.length][];
    private final int[] counts = new int[SIZES.length];
    private boolean closed;

    ChunkPool(ByteBufAllocator allocator) {
        this.allocator = allocator;
        for (int i = 0; i < free.length; i++) {
            free[i] = new Chunk[KEPT[i]];
        }
    }

    static int sizes() {
        return SIZES.length;
    }

    static int bytes(int size) {
        return SIZES[size];
    }

    /** A chunk of that size, or a greater one if it is to have room for {@code length} bytes. */
    Chunk take(int size, int length) {
        int fits = size;
        while (SIZES[fits] < length) {
            if (++fits == SIZES.length) {
                return new Chunk(allocator.directBuffer(length, length));
            }
        }
        if (counts[fits] > 0) {
            Chunk chunk = free[fits][--counts[fits]];
            free[fits][counts[fits]] = null;
            return chunk;
        }
        return new Chunk(allocator.directBuffer(SIZES[fits], SIZES[fits]));
    }

    /** Takes back a chunk. What somebody else still refers to, or was made for one use, is let go. */
    void give(Chunk chunk) {
        int size = sizeOf(chunk);
        if (closed || size < 0 || counts[size] == KEPT[size] || chunk.bytes.refCnt() != 1) {
            chunk.bytes.release();
            return;
        }
        chunk.reset();
        free[size][counts[size]++] = chunk;
    }

    private static int sizeOf(Chunk chunk) {
        int capacity = chunk.bytes.capacity();
        for (int i = 0; i < SIZES.length; i++) {
            if (SIZES[i] == capacity) {
                return chunk.bytes.isDirect() ? i : -1;
            }
        }
        return -1;
    }

    void close() {
        closed = true;
        for (int size = 0; size < free.length; size++) {
            while (counts[size] > 0) {
                free[size][--counts[size]].bytes.release();
                free[size][counts[size]] = null;
            }
        }
    }
}
