package org.pleach.broker.loop;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pleach.broker.Turn;

/**
 * What the broker keeps for each event loop: connections with something to write, chunks handed over by other threads, spare
 * chunks, scratch memory and traffic counts. Everything but {@link #receive} and the counts' readers belongs to the event
 * loop's thread.
 */
public final class Loop implements Turn {

    private final EventLoop eventLoop;
    private final int ordinal;
    private final Loops loops;
    private final ByteBufAllocator allocator;
    private final ChunkPool chunks;
    private final SharedReadBuffer reads;
    private final Inbox inbox = new Inbox();
    private final AtomicBoolean inboxScheduled = new AtomicBoolean();
    private final Runnable inboxTask = this::inboxTask;
    private final Runnable flushTask = this::flush;
    private final FlushQueue dirty;
    private final Tally inMessages = new Tally();
    private final Tally inBytes = new Tally();
    private final Tally outMessages = new Tally();
    private final Tally outBytes = new Tally();

    private byte[] scratch = new byte[4096];
    private SideOutbox[] sides = new SideOutbox[16];
    private int sideCount;
    private boolean flushScheduled;
    private ChannelOutbox behind;
    private int randomState;

    Loop(Loops loops, EventLoop eventLoop, int ordinal, ByteBufAllocator allocator) {
        this.loops = loops;
        this.eventLoop = eventLoop;
        this.ordinal = ordinal;
        this.allocator = allocator;
        this.chunks = new ChunkPool(allocator);
        this.reads = new SharedReadBuffer(allocator);
        this.dirty = new FlushQueue(eventLoop, () -> execute(flushTask));
        this.randomState = 0x9E3779B9 + ordinal * 0x85EBCA6B | 1;
    }

    @Override
    public byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, scratch.length * 2)];
        }
        return scratch;
    }

    /** The event loop. */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    /** Whether no other event loop delivers anything, ever. */
    public boolean isOnlyOne() {
        return loops.count() == 1;
    }

    /** Its number among the event loops, from 0. */
    public int ordinal() {
        return ordinal;
    }

    Loops loops() {
        return loops;
    }

    /** Where memory comes from. */
    public ByteBufAllocator allocator() {
        return allocator;
    }

    /** Makes the channel read into the loop's buffer. Before its first read. */
    public void readsFrom(Channel channel) {
        channel.config().setRecvByteBufAllocator(reads);
    }

    ChunkPool chunks() {
        return chunks;
    }

    /** Counts a message received and its deliveries. */
    public void count(int bytes, int deliveries) {
        inMessages.add(1);
        inBytes.add(bytes);
        if (deliveries > 0) {
            outMessages.add(deliveries);
            outBytes.add((long) deliveries * bytes);
        }
    }

    Tally inMessages() {
        return inMessages;
    }

    Tally inBytes() {
        return inBytes;
    }

    Tally outMessages() {
        return outMessages;
    }

    Tally outBytes() {
        return outBytes;
    }

    /** A number from 0 to {@code bound} - 1, to spread load (a xorshift generator: quick, not secret). */
    public int random(int bound) {
        int next = randomState;
        next ^= next << 13;
        next ^= next >>> 17;
        next ^= next << 5;
        randomState = next;
        return (int) ((next & 0xFFFFFFFFL) * bound >>> 32);
    }

    /** Notes that a receiver of the message being published is far behind. */
    void behind(ChannelOutbox outbox) {
        behind = outbox;
    }

    /** A receiver that was found far behind since the last call, or null. */
    public ChannelOutbox takeBehind() {
        ChannelOutbox outbox = behind;
        behind = null;
        return outbox;
    }

    /** Whether {@link #takeBehind} would find one. */
    public boolean isBehind() {
        return behind != null;
    }

    /** Will write what the writer has, at the end of this turn, or soon after it if there are many. */
    void flushLater(ChunkWriter writer) {
        dirty.add(writer);
        scheduleFlush();
    }

    /** Will hand over what was collected for a connection of another loop, at the end of this turn. */
    void handOverLater(SideOutbox side) {
        if (sideCount == sides.length) {
            sides = Arrays.copyOf(sides, sideCount * 2);
        }
        sides[sideCount++] = side;
        scheduleFlush();
    }

    private void scheduleFlush() {
        if (!flushScheduled) {
            flushScheduled = true;
            execute(flushTask);
        }
    }

    private void flush() {
        flushScheduled = false;
        for (int i = 0; i < sideCount; i++) {
            SideOutbox side = sides[i];
            sides[i] = null;
            side.handOver();
        }
        sideCount = 0;
        flushScheduled = !dirty.flush();
    }

    /** Takes a chunk for a connection of this loop. Any thread. */
    void receive(Chunk chunk) {
        inbox.offer(chunk);
        if (!inboxScheduled.get() && inboxScheduled.compareAndSet(false, true)) {
            execute(inboxTask);
        }
    }

    /** Sorts chunks from other threads into their outboxes, so that what is sent now comes after them. */
    public void emptyInbox() {
        for (Chunk chunk = inbox.poll(); chunk != null; chunk = inbox.poll()) {
            chunk.target.accept(chunk);
        }
    }

    private void inboxTask() {
        // First, so that whoever hands over from now on schedules again; also if somebody else has emptied the inbox.
        inboxScheduled.set(false);
        emptyInbox();
    }

    private void execute(Runnable task) {
        try {
            eventLoop.execute(task);
        } catch (RejectedExecutionException e) {
            // The event loops are shut down and their channels closed: there is nobody to write to.
            flushScheduled = false;
        }
    }

    void close() {
        emptyInbox();
        chunks.close();
        reads.close();
    }
}
