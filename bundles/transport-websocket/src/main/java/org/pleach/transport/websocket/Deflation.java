package org.pleach.transport.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.Deflater;

/**
 * permessage-deflate for what is sent (RFC 7692). No context is kept between messages, so one deflater serves all connections
 * of an event loop. Safe to use from any thread; each event loop asks for itself.
 */
final class Deflation implements AutoCloseable {

    /** Smaller messages get no smaller; nats-server's threshold. */
    private static final int WORTH_IT = 64;
    private static final int TAIL = 4;
    private static final int ROOM = 64;

    private final ConcurrentMap<EventLoop, Deflater> deflaters = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Compressed bytes, or null if it would not pay. {@code bytes} stays as it is. */
    ByteBuf compress(EventLoop loop, ByteBufAllocator allocator, ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (length <= WORTH_IT || closed) {
            return null;
        }
        Deflater deflater = deflaters.computeIfAbsent(loop, any -> new Deflater(Deflater.BEST_SPEED, true));
        deflater.reset();
        deflater.setInput(bytes.nioBuffer());
        // More than this is no gain.
        ByteBuf out = allocator.buffer(length + ROOM, length + ROOM);
        int written = deflater.deflate(out.internalNioBuffer(0, length + ROOM), Deflater.SYNC_FLUSH);
        if (written >= length || written < TAIL) {
            out.release();
            return null;
        }
        return out.writerIndex(written - TAIL);
    }

    /** To be called when no event loop compresses any more, that is when all connections are closed. */
    @Override
    public void close() {
        closed = true;
        deflaters.values().forEach(Deflater::end);
        deflaters.clear();
    }
}
