package org.pleach.broker.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** What a client sends while it is found out who it is: kept unparsed, up to a bound. Belongs to the client's event loop. */
final class HeldInput {

    private static final int MOST = 1 << 20;

    private boolean holding;
    private ByteBuf waiting;

    void begin() {
        holding = true;
    }

    boolean isHolding() {
        return holding;
    }

    /** Keeps a copy of what is readable; false if it is too much. */
    boolean add(ByteBuf input, ByteBufAllocator allocator) {
        int length = input.readableBytes();
        if (length == 0) {
            return true;
        }
        if (waiting == null) {
            waiting = allocator.buffer(length);
        }
        if (waiting.readableBytes() + length > MOST) {
            return false;
        }
        waiting.writeBytes(input);
        return true;
    }

    /** Stops to hold; what was kept, or null, goes to the caller, who releases it. */
    ByteBuf end() {
        ByteBuf kept = waiting;
        waiting = null;
        holding = false;
        return kept;
    }

    /** Lets go of what was kept. */
    void discard() {
        ByteBuf kept = end();
        if (kept != null) {
            kept.release();
        }
    }
}
