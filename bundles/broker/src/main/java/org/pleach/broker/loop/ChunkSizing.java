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

    /**
     * A chunk goes out. One that is smaller than what would be taken now says nothing: it went because it was full.
     */
    void used(Chunk chunk) {
        int bytes = ChunkPool.bytes(size);
        if (size > 0 && chunk.capacity() >= bytes && chunk.size() < bytes / 4) {
            size--;
        }
    }
}
