package org.pleach.broker.loop;

import io.netty.buffer.ByteBufAllocator;

/** One event loop's chunks that nobody uses at the moment, the hottest on top. */
final class ChunkPool {

    /** What one write to a socket carries: fits a second-level cache together with what was read. */
    static final int CHUNK_BYTES = 64 * 1024;

    private static final int MOST_KEPT = 64;

    private final ByteBufAllocator allocator;
    private final Chunk[] free = new Chunk[MOST_KEPT];
    private int count;
    private boolean closed;

    ChunkPool(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** A chunk with room for {@code length} bytes: a pooled one if that is enough, else one for this use only. */
    Chunk take(int length) {
        if (length > CHUNK_BYTES) {
            return new Chunk(allocator.directBuffer(length, length));
        }
        if (count > 0) {
            Chunk chunk = free[--count];
            free[count] = null;
            return chunk;
        }
        return new Chunk(allocator.directBuffer(CHUNK_BYTES, CHUNK_BYTES));
    }

    /** Takes back a chunk. What somebody else still refers to, or was made for one use, is let go. */
    void give(Chunk chunk) {
        if (closed || count == MOST_KEPT || chunk.bytes.capacity() != CHUNK_BYTES || chunk.bytes.refCnt() != 1) {
            chunk.bytes.release();
            return;
        }
        chunk.reset();
        free[count++] = chunk;
    }

    void close() {
        closed = true;
        while (count > 0) {
            free[--count].bytes.release();
            free[count] = null;
        }
    }
}
