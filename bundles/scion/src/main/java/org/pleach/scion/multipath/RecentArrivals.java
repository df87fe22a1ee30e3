package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import org.pleach.scion.packet.PacketView;

/**
 * The ends of the payloads that came last. They are ciphertext: who has not seen a datagram cannot copy it. So a copy on
 * another path comes from the peer (or from somebody on the way, who could do worse).
 */
final class RecentArrivals {

    private static final int MANY = 256;

    private final long[] ends = new long[MANY];
    private int next;

    /** Notes a datagram. Returns whether it has come before. */
    boolean isCopy(PacketView packet, boolean mayBeCopy) {
        int length = packet.udpPayloadLength();
        if (length < Long.BYTES) {
            return false;
        }
        ByteBuf buffer = packet.buffer();
        long end = buffer.getLong(packet.udpPayloadIndex() + length - Long.BYTES);
        if (mayBeCopy && contains(end)) {
            return true;
        }
        ends[next] = end;
        next = next + 1 & MANY - 1;
        return false;
    }

    private boolean contains(long end) {
        for (long other : ends) {
            if (other == end) {
                return end != 0;
            }
        }
        return false;
    }
}
