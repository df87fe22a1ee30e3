package org.pleach.transport.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Writes what goes before the payload of an unmasked frame; see {@link FrameParser} for its form. */
final class FrameHead {

    private static final int FINAL = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int SHORT = 125;
    private static final int MOST_REASON = 123;

    private FrameHead() { }

    /** The head of a whole message. */
    static ByteBuf ofMessage(ByteBufAllocator allocator, int length, boolean compressed) {
        ByteBuf head = allocator.buffer(2 + Long.BYTES);
        head.writeByte(FINAL | (compressed ? COMPRESSED : 0) | FrameParser.BINARY);
        if (length <= SHORT) {
            head.writeByte(length);
        } else if (length <= 0xFFFF) {
            head.writeByte(126).writeShort(length);
        } else {
            head.writeByte(127).writeLong(length);
        }
        return head;
    }

    /** A whole control frame. */
    static ByteBuf control(ByteBufAllocator allocator, int opcode, byte[] payload, int length) {
        return allocator.buffer(2 + length).writeByte(FINAL | opcode).writeByte(length).writeBytes(payload, 0, length);
    }

    /** A Close frame with a reason; a long one is cut. */
    static ByteBuf close(ByteBufAllocator allocator, int status, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MOST_REASON);
        return allocator.buffer(4 + length).writeByte(FINAL | FrameParser.CLOSE).writeByte(2 + length).writeShort(status)
                .writeBytes(text, 0, length);
    }
}
