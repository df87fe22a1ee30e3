package org.pleach.broker.loop;

import io.netty.buffer.ByteBuf;

/**
 * Whole protocol lines on their way to one connection. Owned by one event loop at a time: the one that fills it, then,
 * through the {@link Inbox}, the connection's own.
 */
final class Chunk {

    final ByteBuf bytes;
    Chunk next;
    ChannelOutbox target;
    SideOutbox side;
    int submitted;
    int messages;
    long messageBytes;

    Chunk(ByteBuf bytes) {
        this.bytes = bytes;
    }

    int capacity() {
        return bytes.capacity();
    }

    int room() {
        return bytes.writableBytes();
    }

    int size() {
        return bytes.readableBytes();
    }

    /** Makes it as new. */
    void reset() {
        bytes.clear();
        next = null;
        target = null;
        side = null;
        submitted = 0;
        messages = 0;
        messageBytes = 0;
    }
}
