package org.pleach.broker.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
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
 *   send, loop B -> SideOutbox B -> Inbox +-> ChunkWriter -> channel
 *   send, loop C -> SideOutbox C -> Inbox +
 * </pre>
 */
public final class ChannelOutbox implements Outbox {

    /** Handed-over chunks below this are copied together while the connection cannot take them. */
    private static final int SMALL_CHUNK = 16 * 1024;

    private final Loop home;
    private final OutboxLimits limits;
    private final OutboxOwner owner;
    private final OutboxCounters counters;
    private final ChunkWriter writer;
    private final AtomicReferenceArray<SideOutbox> sides;
    private final Tally messages = new Tally();
    private final Tally messageBytes = new Tally();
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
        this.writer = new ChunkWriter(home, channel, limits.writeDeadlineNanos(), owner::endures, this::stuck);
        this.sides = new AtomicReferenceArray<>(home.loops().count());
    }

    ChannelHandler handler() {
        return new OutboxHandler(this, writer);
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
        if (!admits(home, writer.pending(), total)) {
            return false;
        }
        put(writer.openFor(total), head, offset, length, message);
        messages.add(1);
        messageBytes.add(message.bodyLength());
        writer.added(total);
        return true;
    }

    @Override
    public boolean send(byte[] bytes, int offset, int length) {
        if (!home.eventLoop().inEventLoop()) {
            return isOpen() && sendFromElsewhere(bytes, offset, length);
        }
        home.emptyInbox();
        if (!isOpen() || exceeds(writer.pending(), length)) {
            return false;
        }
        writer.openFor(length).bytes.writeBytes(bytes, offset, length);
        writer.added(length);
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
    }

    /** Whether {@code more} bytes may be added to {@code present} ones; if not, the connection ends. Any loop. */
    boolean admits(Loop source, long present, int more) {
        if (!isOpen()) {
            return false;
        }
        if (present > limits.behind()) {
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

    /** Whether publishers on {@code source} should wait for it if it takes something. On that loop. */
    public boolean isBehind(Loop source) {
        return isOpen() && writer.pending() + inTransit(source) > limits.behind() / 2;
    }

    /** Whether publishers on {@code source} should wait for it in any case. On that loop. */
    public boolean isFarBehind(Loop source) {
        return isOpen() && writer.pending() + inTransit(source) > limits.farBehind();
    }

    /** Bytes sent from {@code source} that its own loop has not seen yet. On {@code source}. */
    public long inTransit(Loop source) {
        SideOutbox side = source == home ? null : sides.getPlain(source.ordinal());
        return side == null ? 0 : side.inTransit();
    }

    /** Whether publishers wait for it as long as it is far behind. */
    public boolean holdsPublishers() {
        return limits.holdsPublishers();
    }

    /** Grows whenever the channel takes something. Any thread. */
    public long progress() {
        return writer.progress();
    }

    /** Takes what another thread has handed over. */
    void accept(Chunk chunk) {
        int size = chunk.size();
        if (chunk.side != null) {
            chunk.side.arrived(size);
        }
        if (!isOpen() || exceeds(writer.pending(), size)) {
            counters.dropped(size);
            home.chunks().give(chunk);
            return;
        }
        messages.add(chunk.messages);
        messageBytes.add(chunk.messageBytes);
        if (size < SMALL_CHUNK && !writer.isIdle()) {
            writer.openFor(size).bytes.writeBytes(chunk.bytes);
            home.chunks().give(chunk);
        } else {
            writer.add(chunk);
        }
        writer.added(size);
    }

    /** Ends the connection; in a task of its own, because a publisher may be going through its subscriptions. */
    private void tooSlow(OutboxOwner.Reason reason) {
        if (state.compareAndSet(State.OPEN, State.REFUSING)) {
            home.eventLoop().execute(() -> {
                if (state.get() == State.REFUSING) {
                    counters.slowConsumer(reason);
                    owner.slowConsumer(reason, writer.pending());
                    writer.close();
                }
            });
        }
    }

    private void stuck() {
        if (state.get() == State.FLUSHING) {
            writer.close();
        } else {
            tooSlow(OutboxOwner.Reason.WRITE_DEADLINE);
        }
    }

    /** The channel has closed. */
    void closed() {
        state.set(State.CLOSED);
        counters.dropped(writer.closed());
    }

    @Override
    public long pendingBytes() {
        return writer.pending();
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
            writer.closeAfterFlush();
        }
    }
}
