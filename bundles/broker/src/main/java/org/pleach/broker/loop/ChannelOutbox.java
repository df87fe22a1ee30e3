package org.pleach.broker.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.pleach.broker.Message;
import org.pleach.broker.Outbox;
import org.pleach.broker.OutboxOwner;
import org.pleach.broker.Turn;

/**
 * The way out of a channel. Sends from the channel's own event loop go straight into the open chunk; sends from another loop
 * are collected there ({@link SideOutbox}) and handed over in chunks.
 *
 * <pre>
 *   send, home loop ----------------------+
 *   send, loop B -> SideOutbox B -> Inbox +-> waiting chunks -> in flight (at most 4) -> channel
 *   send, loop C -> SideOutbox C -> Inbox +        (the last one is open for more)
 * </pre>
 */
public final class ChannelOutbox implements Outbox {

    /** Chunks given to the channel and not yet written: more would only hold memory while the socket is full. */
    private static final int MOST_IN_FLIGHT = 4;
    /** Handed-over chunks below this are copied together while the connection cannot take them. */
    private static final int SMALL_CHUNK = ChunkPool.CHUNK_BYTES / 4;

    private final Loop home;
    private final OutboxLimits limits;
    private final OutboxOwner owner;
    private final OutboxCounters counters;
    private final OutboxHandler handler = new OutboxHandler(this);
    private final WriteCompletion completion;
    private final AtomicReferenceArray<SideOutbox> sides;
    private final ChunkQueue waiting = new ChunkQueue();
    private final ChunkQueue inFlight = new ChunkQueue();
    private final Tally pending = new Tally();
    private final Tally messages = new Tally();
    private final Tally messageBytes = new Tally();

    private ChannelHandlerContext context;
    private Chunk open;
    private boolean flushScheduled;
    private boolean pumping;
    private boolean deadlineScheduled;
    private long progressNanos;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    private enum State {
        OPEN,
        /** Takes no more and writes what it has. */
        FLUSHING,
        /** Takes no more and is about to be closed. */
        REFUSING,
        CLOSED
    }

    ChannelOutbox(Loop home, Channel channel, OutboxLimits limits, OutboxOwner owner, OutboxCounters counters) {
        this.home = home;
        this.limits = limits;
        this.owner = owner;
        this.counters = counters;
        this.completion = new WriteCompletion(channel, home.eventLoop(), this);
        this.sides = new AtomicReferenceArray<>(home.loops().count());
    }

    ChannelHandler handler() {
        return handler;
    }

    Loop home() {
        return home;
    }

    @Override
    public boolean send(Turn turn, byte[] head, int offset, int length, Message message) {
        if (turn != home) {
            return side((Loop) turn).send(head, offset, length, message);
        }
        int total = wireLength(length, message);
        if (!admits(home, pending.get(), total)) {
            return false;
        }
        put(openFor(total), head, offset, length, message);
        accepted(total, 1, message.bodyLength());
        return true;
    }

    @Override
    public boolean send(byte[] bytes, int offset, int length) {
        if (!home.eventLoop().inEventLoop()) {
            return isOpen() && sendFromElsewhere(bytes, offset, length);
        }
        home.emptyInbox();
        if (!isOpen() || exceeds(pending.get(), length)) {
            return false;
        }
        openFor(length).bytes.writeBytes(bytes, offset, length);
        accepted(length, 0, 0);
        return true;
    }

    private boolean sendFromElsewhere(byte[] bytes, int offset, int length) {
        Loop here = home.loops().current();
        if (here != null) {
            side(here).handOver();
        }
        Chunk chunk = new Chunk(Unpooled.copiedBuffer(bytes, offset, length));
        chunk.target = this;
        home.receive(chunk);
        return true;
    }

    private SideOutbox side(Loop source) {
        SideOutbox side = sides.getPlain(source.ordinal());
        if (side == null) {
            side = new SideOutbox(source, this);
            sides.setPlain(source.ordinal(), side);
        }
        return side;
    }

    static int wireLength(int headLength, Message message) {
        return headLength + message.bodyLength() + 2;
    }

    static void put(Chunk chunk, byte[] head, int offset, int length, Message message) {
        ByteBuf bytes = chunk.bytes;
        bytes.writeBytes(head, offset, length);
        int body = message.bodyLength();
        if (message.lineEndFollows()) {
            bytes.writeBytes(message.body(), message.bodyIndex(), body + 2);
        } else {
            bytes.writeBytes(message.body(), message.bodyIndex(), body);
            bytes.writeShort('\r' << 8 | '\n');
        }
        chunk.messages++;
        chunk.messageBytes += body;
    }

    /** Whether {@code more} bytes may be added to {@code present} ones; if not, the connection ends. Any loop. */
    boolean admits(Loop source, long present, int more) {
        if (!isOpen()) {
            return false;
        }
        if (present > limits.farBehind()) {
            source.behind(this);
            return !exceeds(present, more);
        }
        return true;
    }

    private boolean exceeds(long present, int more) {
        if (present + more <= limits.maxPending()) {
            return false;
        }
        tooSlow(OutboxOwner.Reason.MAX_PENDING);
        return true;
    }

    private boolean isOpen() {
        return state.get() == State.OPEN;
    }

    /** Whether publishers should wait for it. Any thread. */
    public boolean isFarBehind() {
        return isOpen() && pending.get() > limits.farBehind();
    }

    private Chunk openFor(int length) {
        Chunk chunk = open;
        if (chunk != null) {
            if (chunk.room() >= length) {
                return chunk;
            }
            open = null;
            pump();
        }
        chunk = home.chunks().take(length);
        open = chunk;
        waiting.add(chunk);
        return chunk;
    }

    private void accepted(int bytes, int count, long bodies) {
        pending.add(bytes);
        if (count > 0) {
            messages.add(count);
            messageBytes.add(bodies);
        }
        scheduleFlush();
    }

    private void scheduleFlush() {
        if (!flushScheduled) {
            flushScheduled = true;
            home.flushLater(this);
        }
    }

    /** Takes what another thread has handed over. */
    void accept(Chunk chunk) {
        int size = chunk.size();
        if (chunk.side != null) {
            chunk.side.arrived(size);
        }
        if (!isOpen() || exceeds(pending.get(), size)) {
            counters.dropped(size);
            home.chunks().give(chunk);
            return;
        }
        int count = chunk.messages;
        long bodies = chunk.messageBytes;
        if (size < SMALL_CHUNK && (open != null || !inFlight.isEmpty())) {
            openFor(size).bytes.writeBytes(chunk.bytes);
            home.chunks().give(chunk);
        } else {
            open = chunk;
            waiting.add(chunk);
        }
        accepted(size, count, bodies);
    }

    /** Writes what waits, at the end of a turn. */
    void flush() {
        flushScheduled = false;
        pump();
        if (state.get() == State.FLUSHING && pending.get() == 0) {
            context.close();
        }
    }

    private void pump() {
        if (pumping || state.get() == State.CLOSED) {
            return;
        }
        boolean idle = inFlight.isEmpty();
        pumping = true;
        while (mayWrite()) {
            do {
                write(waiting.poll());
            } while (mayWrite());
            context.flush();
        }
        pumping = false;
        if (idle && !inFlight.isEmpty()) {
            awaitProgress();
        }
    }

    /** A chunk that is still open is kept open as long as the channel is busy with others. */
    private boolean mayWrite() {
        return !waiting.isEmpty() && inFlight.size() < MOST_IN_FLIGHT
                && (inFlight.isEmpty() || waiting.first() != open) && context.channel().isWritable();
    }

    private void write(Chunk chunk) {
        if (chunk == open) {
            open = null;
        }
        chunk.submitted = chunk.size();
        inFlight.add(chunk);
        context.write(chunk.bytes.retain(), completion);
    }

    /** The channel is through with the oldest chunk in flight. */
    void written() {
        Chunk chunk = inFlight.poll();
        if (chunk == null) {
            return;
        }
        pending.add(-chunk.submitted);
        home.chunks().give(chunk);
        if (deadlineScheduled) {
            progressNanos = home.loops().nanoTime();
        }
        if (!pumping && (!waiting.isEmpty() || state.get() == State.FLUSHING)) {
            scheduleFlush();
        }
    }

    /** The channel takes more. */
    void writable() {
        if (!waiting.isEmpty()) {
            scheduleFlush();
        }
    }

    private void awaitProgress() {
        progressNanos = home.loops().nanoTime();
        if (!deadlineScheduled) {
            scheduleDeadline(limits.writeDeadlineNanos());
        }
    }

    private void scheduleDeadline(long nanos) {
        deadlineScheduled = true;
        home.eventLoop().schedule(this::checkDeadline, nanos, TimeUnit.NANOSECONDS);
    }

    private void checkDeadline() {
        deadlineScheduled = false;
        if (inFlight.isEmpty() || state.get() == State.CLOSED) {
            return;
        }
        long left = progressNanos + limits.writeDeadlineNanos() - home.loops().nanoTime();
        if (left > 0) {
            scheduleDeadline(left);
        } else if (state.get() == State.FLUSHING) {
            context.close();
        } else {
            tooSlow(OutboxOwner.Reason.WRITE_DEADLINE);
        }
    }

    /** Ends the connection; in a task of its own, because a publisher may be going through its subscriptions. */
    private void tooSlow(OutboxOwner.Reason reason) {
        if (state.compareAndSet(State.OPEN, State.REFUSING)) {
            home.eventLoop().execute(() -> {
                if (state.get() == State.REFUSING) {
                    counters.slowConsumer(reason);
                    owner.slowConsumer(reason, pending.get());
                    context.close();
                }
            });
        }
    }

    void added(ChannelHandlerContext added) {
        context = added;
    }

    /** The channel has closed. */
    void closed() {
        state.set(State.CLOSED);
        counters.dropped(pending.get());
        pending.set(0);
        open = null;
        giveBack(waiting);
        giveBack(inFlight);
    }

    private void giveBack(ChunkQueue queue) {
        for (Chunk chunk = queue.poll(); chunk != null; chunk = queue.poll()) {
            home.chunks().give(chunk);
        }
    }

    @Override
    public long pendingBytes() {
        return pending.get();
    }

    @Override
    public long messages() {
        return messages.get();
    }

    @Override
    public long messageBytes() {
        return messageBytes.get();
    }

    @Override
    public void closeAfterFlush() {
        if (!home.eventLoop().inEventLoop()) {
            home.eventLoop().execute(this::closeAfterFlush);
        } else if (state.compareAndSet(State.OPEN, State.FLUSHING)) {
            scheduleFlush();
        }
    }
}
