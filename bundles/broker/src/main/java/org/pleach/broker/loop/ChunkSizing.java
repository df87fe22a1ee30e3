package org.pleach.broker.loop;

/** Chooses the size of a connection's next chunk by how well it filled the last ones. */
final class ChunkSizing {

    private final ChunkPool pool;
    private int size;

    ChunkSizing(ChunkPool pool) {
        this.pool = pool;
    }

    Chunk next(int length) {
        return pool.take(size, length);
    }

    /** A chunk was full and there is more. */
    void full() {
        size = Math.min(size + 1, ChunkPool.sizes() - 1);
    }

    /** A chunk goes out with so many bytes in it. */
    void used(int bytes) {
        if (size > 0 && bytes < ChunkPool.bytes(size) / 4) {
            size--;
        }
    }
}
