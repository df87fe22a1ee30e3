package org.pleach.clustering.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * What a session's connection carries behind the line {@code SESSION}.
 *
 * <pre>
 *  0               1               2               3               4
 *  +---------------+---------------------------------------------------------------+
 *  | type          | length of what follows, big endian                            |
 *  +---------------+---------------------------------------------------------------+
 *  | 0 DATA: length bytes of the route protocol, the next ones of the stream       |
 *  | 1 ACK:  8 bytes, big endian: how many bytes of the stream have arrived        |
 *  | 2 END:  0 bytes: the session is over, do not resume it                        |
 *  +-------------------------------------------------------------------------------+
 * </pre>
 *
 * The position of DATA is not written: it goes on where the connection was said to begin. ACKs are frames of their own, so
 * that they never wait behind data.
 */
final class Frames {

    static final int HEADER = 5;
    static final int ACK_LENGTH = 8;
    static final byte DATA = 0;
    static final byte ACK = 1;
    static final byte END = 2;

    private Frames() { }

    static ByteBuf header(ByteBufAllocator allocator, int length) {
        return allocator.directBuffer(HEADER, HEADER).writeByte(DATA).writeInt(length);
    }

    /** A whole DATA frame with a copy of the bytes. */
    static ByteBuf data(ByteBufAllocator allocator, ByteBuf bytes) {
        int length = bytes.readableBytes();
        return allocator.directBuffer(HEADER + length).writeByte(DATA).writeInt(length)
                .writeBytes(bytes, bytes.readerIndex(), length);
    }

    static ByteBuf ack(ByteBufAllocator allocator, long position) {
        int size = HEADER + ACK_LENGTH;
        return allocator.directBuffer(size, size).writeByte(ACK).writeInt(ACK_LENGTH).writeLong(position);
    }

    static ByteBuf end(ByteBufAllocator allocator) {
        return allocator.directBuffer(HEADER, HEADER).writeByte(END).writeInt(0);
    }
}
