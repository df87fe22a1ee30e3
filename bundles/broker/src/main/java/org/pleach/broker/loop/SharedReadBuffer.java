package org.pleach.broker.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * One buffer into which all channels of an event loop read, one after the other. What is read is parsed before the next
 * read, and what is left over is kept by the parser, so one is enough: it stays in the processor's cache, and idle
 * connections hold no memory. Whoever does hold on to it (a TLS handler with half a record) makes the next read take a buffer
 * of its own.
 */
final class SharedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

    static final int READ_BYTES = 64 * 1024;
    /** How often a channel is read while each read fills the buffer, before what came of them is written. */
    private static final int READS_IN_A_ROW = 4;

    private final ByteBufAllocator allocator;
    private ByteBuf shared;
    private boolean closed;

    SharedReadBuffer(ByteBufAllocator allocator) {
        super(READS_IN_A_ROW);
        this.allocator = allocator;
    }

    @Override
    public Handle newHandle() {
        return new SharedHandle();
    }

    private ByteBuf take() {
        if (shared == null && !closed) {
            shared = allocator.directBuffer(READ_BYTES, READ_BYTES);
        }
        return shared != null && shared.refCnt() == 1 ? shared.clear().retain()
                : allocator.directBuffer(READ_BYTES, READ_BYTES);
    }

    /** Gives the memory back. What is still read takes buffers of its own. */
    void close() {
        closed = true;
        if (shared != null) {
            shared.release();
            shared = null;
        }
    }

    private final class SharedHandle extends MaxMessageHandle {

        @Override
        public int guess() {
            return READ_BYTES;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator unused) {
            return take();
        }
    }
}
