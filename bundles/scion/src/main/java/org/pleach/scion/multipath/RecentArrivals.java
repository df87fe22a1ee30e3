package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import org.pleach.scion.packet.PacketView;

/**
 * The ends of the payloads that came last, of those that count as the peer's. They are ciphertext: who has not seen a
 * datagram cannot copy it. So a copy on another path comes from the peer (or from somebody on the way, who could do
 * worse).
 *
 * <p>Each end has one place, which it shares with others: of the last hundred nearly all are there, of the last thousand
 * two thirds.
 */
final class RecentArrivals {

    private static final int BITS = 10;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] ends = new long[1 << BITS];

    /** What tells a datagram from others; 0 if nothing does. */
    static long endOf(PacketView packet) {
        int length = packet.udpPayloadLength();
        ByteBuf buffer = packet.buffer();
        return length < Long.BYTES ? 0 : buffer.getLong(packet.udpPayloadIndex() + length - Long.BYTES);
    }

    void add(long end) {
        ends[place(end)] = end;
    }

    boolean contains(long end) {
        return end != 0 && ends[place(end)] == end;
    }

    private static int place(long end) {
        return (int) (end * SPREAD >>> Long.SIZE - BITS);
    }
}
