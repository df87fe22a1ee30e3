package org.pleach.broker.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.util.Arrays;

/**
 * The connections of one event loop that have something to write, in the order in which they got it. Some are written to,
 * then the event loop looks for input again, then the next ones are written to: a message to a hundred receivers leads to a
 * hundred writes, and what comes in during these joins those still to be made. So fewer and greater writes are made the more
 * there is to do, and a connection waits at most until those before it have been written to.
 */
final class FlushQueue {

    /** Enough that a few receivers are written to at once, and little beside what one read to a hundred of them becomes. */
    private static final long BYTES_BEFORE_INPUT = 512 * 1024;
    /** What a write costs beside its bytes, expressed in bytes. */
    private static final long A_WRITE = 1024;

    private final SingleThreadEventLoop eventLoop;
    private final Runnable scheduleFlush;
    private ChunkWriter[] writers = new ChunkWriter[16];
    private int first;
    private int count;

    /** @param scheduleFlush adds a task to the event loop's that calls {@link #flush} */
    FlushQueue(EventLoop eventLoop, Runnable scheduleFlush) {
        // Another kind, which only tests have, cannot tell when it has looked for input: it writes to all.
        this.eventLoop = eventLoop instanceof SingleThreadEventLoop single ? single : null;
        this.scheduleFlush = scheduleFlush;
    }

    void add(ChunkWriter writer) {
        if (count == writers.length) {
            ChunkWriter[] more = Arrays.copyOfRange(writers, first, first + count * 2);
            System.arraycopy(writers, 0, more, count - first, first);
            writers = more;
            first = 0;
        }
        writers[first + count++ & writers.length - 1] = writer;
    }

    /**
     * Writes to the first ones.
     *
     * @return whether all have been written to; if not, the rest follows after input
     */
    boolean flush() {
        long left = BYTES_BEFORE_INPUT;
        while (count > 0) {
            if (left <= 0 && eventLoop != null && !eventLoop.isShuttingDown()) {
                // A task added now would still be run before input; one that is added behind all tasks is not.
                eventLoop.executeAfterEventLoopIteration(scheduleFlush);
                return false;
            }
            ChunkWriter writer = writers[first];
            writers[first] = null;
            first = first + 1 & writers.length - 1;
            count--;
            left -= writer.flush() + A_WRITE;
        }
        return true;
    }
}
