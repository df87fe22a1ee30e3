package org.pleach.broker.loop;

import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Chunks from other threads, in the order handed over: a queue of many producers and one consumer, linked through the
 * chunks, so that handing over makes no object and takes no lock (D. Vyukov's intrusive queue).
 */
final class Inbox {

    private static final VarHandle TAIL;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TAIL = lookup.findVarHandle(Inbox.class, "tail", Chunk.class);
            NEXT = lookup.findVarHandle(Chunk.class, "next", Chunk.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Chunk stub = new Chunk(Unpooled.EMPTY_BUFFER);
    private Chunk head = stub;
    private volatile Chunk tail = stub;

    /** Adds a chunk. Any thread. */
    void offer(Chunk chunk) {
        NEXT.set(chunk, (Chunk) null);
        Chunk before = (Chunk) TAIL.getAndSet(this, chunk);
        NEXT.setRelease(before, chunk);
    }

    /** Whether there is nothing. The consumer's thread. */
    boolean isEmpty() {
        return tail == stub && head == stub;
    }

    /** Takes the oldest chunk, or null if there is none. The consumer's thread. */
    Chunk poll() {
        if (isEmpty()) {
            return null;
        }
        Chunk chunk = head;
        if (chunk == stub) {
            chunk = awaitLink(stub);
            head = chunk;
        }
        Chunk next = (Chunk) NEXT.getAcquire(chunk);
        if (next == null) {
            if (chunk == tail) {
                offer(stub);
            }
            next = awaitLink(chunk);
        }
        head = next;
        NEXT.set(chunk, (Chunk) null);
        return chunk;
    }

    /**
     * Waits for a producer that has taken its place and is about to link it, one instruction away. To go on without it
     * would let later sends overtake.
     */
    private static Chunk awaitLink(Chunk chunk) {
        Chunk next = (Chunk) NEXT.getAcquire(chunk);
        for (int spins = 0; next == null; spins++) {
            if (spins < 100) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
            next = (Chunk) NEXT.getAcquire(chunk);
        }
        return next;
    }
}
