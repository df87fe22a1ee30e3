package org.pleach.broker.loop;

/** First in, first out, linked through the chunks themselves. Not thread-safe. */
final class ChunkQueue {

    private Chunk first;
    private Chunk last;
    private int size;

    boolean isEmpty() {
        return first == null;
    }

    int size() {
        return size;
    }

    Chunk first() {
        return first;
    }

    Chunk last() {
        return last;
    }

    void add(Chunk chunk) {
        chunk.next = null;
        if (last == null) {
            first = chunk;
        } else {
            last.next = chunk;
        }
        last = chunk;
        size++;
    }

    /** Takes the first one, or null. */
    Chunk poll() {
        Chunk chunk = first;
        if (chunk != null) {
            first = chunk.next;
            if (first == null) {
                last = null;
            }
            chunk.next = null;
            size--;
        }
        return chunk;
    }
}
