package org.pleach.broker.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * Writes chunks to a channel, as many at once as it takes, and watches that it takes some. Belongs to the channel's event
 * loop, but for {@link #pending}.
 *
 * <pre>
 *   openFor, add -> waiting (the last one may be open for more) -> in flight (at most 4) -> channel
 * </pre>
 */
final class ChunkWriter {

    /** Chunks given to the channel and not yet written: more would only hold memory while the socket is full. */
    private static final int MOST_IN_FLIGHT = 4;

    private final Loop loop;
    private final long writeDeadlineNanos;
    private final LongPredicate endures;
    private final Runnable stuck;
    private final WriteCompletion completion;
    private final ChunkSizing sizing;
    private final ChunkQueue waiting = new ChunkQueue();
    private final ChunkQueue inFlight = new ChunkQueue();
    private final Tally pending = new Tally();
    private final Tally progress = new Tally();

    private ChannelHandlerContext context;
    private Chunk open;
    private boolean flushScheduled;
    private boolean pumping;
    private boolean deadlineScheduled;
    private boolean closing;
    private boolean closed;
    private long progressNanos;
    private long lost;

    /**
     * @param endures whether to wait on when the channel took nothing for so many nanoseconds
     * @param stuck   told when the channel took nothing for the write deadline, and it is not to wait on
     */
    ChunkWriter(Loop loop, Channel channel, long writeDeadlineNanos, LongPredicate endures, Runnable stuck) {
        this.loop = loop;
        this.writeDeadlineNanos = writeDeadlineNanos;
        this.endures = endures;
        this.stuck = stuck;
        this.sizing = new ChunkSizing(loop.chunks());
        this.completion = new WriteCompletion(channel, loop.eventLoop(), this);
    }

    void attached(ChannelHandlerContext to) {
        context = to;
    }

    /** Bytes that wait or are in flight. Any thread. */
    long pending() {
        return pending.get();
    }

    /** Chunks written so far. Any thread. */
    long progress() {
        return progress.get();
    }

    /** Whether there is no chunk that a few more bytes could join at no cost. */
    boolean isIdle() {
        return open == null && inFlight.isEmpty();
    }

    /** A chunk with room for {@code length} bytes, which will be written after what is there already. */
    Chunk openFor(int length) {
        Chunk chunk = open;
        if (chunk != null) {
            if (chunk.room() >= length) {
                return chunk;
            }
            open = null;
            sizing.full();
            // Written while it is still in the processor's cache.
            pump();
        }
        chunk = sizing.next(length);
        open = chunk;
        waiting.add(chunk);
        return chunk;
    }

    /** Adds a filled chunk. */
    void add(Chunk chunk) {
        open = chunk;
        waiting.add(chunk);
    }

    /** Notes that bytes were added, and writes them at the end of the turn. */
    void added(int bytes) {
        pending.add(bytes);
        scheduleFlush();
    }

    private void scheduleFlush() {
        if (!flushScheduled) {
            flushScheduled = true;
            loop.flushLater(this);
        }
    }

    /**
     * Writes what waits.
     *
     * @return how many bytes were given to the channel
     */
    long flush() {
        flushScheduled = false;
        long written = pump();
        if (closing && !closed && pending.get() == 0) {
            closing = false;
            LingeringClose.of(context);
        }
        return written;
    }

    private long pump() {
        if (pumping || closed) {
            return 0;
        }
        long written = 0;
        boolean idle = inFlight.isEmpty();
        pumping = true;
        while (mayWrite()) {
            do {
                written += write(waiting.poll());
            } while (mayWrite());
            context.flush();
        }
        pumping = false;
        if (idle && !inFlight.isEmpty()) {
            awaitProgress();
        }
        return written;
    }

    /** A chunk that is still open is kept open as long as the channel is busy with others. */
    private boolean mayWrite() {
        return !waiting.isEmpty() && inFlight.size() < MOST_IN_FLIGHT
                && (inFlight.isEmpty() || waiting.first() != open) && context.channel().isWritable();
    }

    private int write(Chunk chunk) {
        if (chunk == open) {
            open = null;
        }
        int bytes = chunk.size();
        chunk.submitted = bytes;
        sizing.used(chunk);
        inFlight.add(chunk);
        context.write(chunk.bytes.retain(), completion);
        return bytes;
    }

    /** The channel is through with the oldest chunk in flight. */
    void written() {
        Chunk chunk = inFlight.poll();
        if (chunk == null) {
            return;
        }
        pending.add(-chunk.submitted);
        progress.add(1);
        loop.chunks().give(chunk);
        if (deadlineScheduled) {
            progressNanos = loop.loops().nanoTime();
        }
        if (!pumping && (!waiting.isEmpty() || closing)) {
            scheduleFlush();
        }
    }

    /** The channel could not write the oldest chunk in flight: what follows would be out of place. */
    void failed() {
        Chunk chunk = inFlight.poll();
        if (chunk != null) {
            lost += chunk.submitted;
            pending.add(-chunk.submitted);
            loop.chunks().give(chunk);
            context.close();
        }
    }

    /** The channel takes more. */
    void writable() {
        if (!waiting.isEmpty()) {
            scheduleFlush();
        }
    }

    private void awaitProgress() {
        progressNanos = loop.loops().nanoTime();
        if (!deadlineScheduled) {
            scheduleDeadline(writeDeadlineNanos);
        }
    }

    private void scheduleDeadline(long nanos) {
        deadlineScheduled = true;
        loop.eventLoop().schedule(this::checkDeadline, nanos, TimeUnit.NANOSECONDS);
    }

    private void checkDeadline() {
        deadlineScheduled = false;
        if (inFlight.isEmpty() || closed) {
            return;
        }
        long waited = loop.loops().nanoTime() - progressNanos;
        if (waited < writeDeadlineNanos) {
            scheduleDeadline(writeDeadlineNanos - waited);
        } else if (!closing && endures.test(waited)) {
            scheduleDeadline(writeDeadlineNanos);
        } else {
            stuck.run();
        }
    }

    /** Closes the channel once everything is written. */
    void closeAfterFlush() {
        closing = true;
        scheduleFlush();
    }

    /** Closes the channel at once. */
    void close() {
        context.close();
    }

    /**
     * The channel has closed.
     *
     * @return bytes that were not written
     */
    long closed() {
        closed = true;
        lost += pending.get();
        pending.set(0);
        open = null;
        giveBack(waiting);
        giveBack(inFlight);
        return lost;
    }

    private void giveBack(ChunkQueue queue) {
        for (Chunk chunk = queue.poll(); chunk != null; chunk = queue.poll()) {
            loop.chunks().give(chunk);
        }
    }
}
