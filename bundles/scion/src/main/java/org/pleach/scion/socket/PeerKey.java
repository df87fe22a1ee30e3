package org.pleach.scion.socket;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.pleach.path.IsdAs;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.packet.HostType;
import org.pleach.scion.packet.PacketView;

/**
 * A SCION address in numbers, so that looking one up makes no object: IPv4 addresses stand in {@code low} under a
 * {@code high} that no IPv6 address can have here, since {@code ::/64} holds no host.
 *
 * @param isdAs the AS
 * @param high  the first 8 bytes of the host, 0 for IPv4
 * @param low   the last 8 bytes of the host
 * @param port  the UDP port
 */
record PeerKey(long isdAs, long high, long low, int port) {

    static PeerKey of(ScionAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.host().getAddress());
        boolean v4 = bytes.remaining() == Integer.BYTES;
        return new PeerKey(address.isdAs().value(), v4 ? 0 : bytes.getLong(),
                v4 ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong(), address.port());
    }

    static boolean isHost(int hostType) {
        return hostType == HostType.IPV4 || hostType == HostType.IPV6;
    }

    static long high(ByteBuf buffer, int index, int hostType) {
        return hostType == HostType.IPV4 ? 0 : buffer.getLong(index);
    }

    static long low(ByteBuf buffer, int index, int hostType) {
        return hostType == HostType.IPV4 ? buffer.getUnsignedInt(index) : buffer.getLong(index + Long.BYTES);
    }

    /** Whether the packet's source host can be written to: an address of one host, in its one form. */
    static boolean isAnswerable(PacketView packet) {
        int type = packet.sourceHostType();
        if (!isHost(type)) {
            return false;
        }
        long high = high(packet.buffer(), packet.sourceHostIndex(), type);
        long low = low(packet.buffer(), packet.sourceHostIndex(), type);
        if (type == HostType.IPV6) {
            // ::/64 holds the unspecified address, IPv4-mapped ones and loopback; ff00::/8 is multicast.
            return (high != 0 || low == 1) && high >>> 56 != 0xFF;
        }
        // 0.0.0.0/8 is "this network", 224.0.0.0/3 multicast, reserved and broadcast.
        return low >>> 24 != 0 && low >>> 29 != 0b111;
    }

    ScionAddress address() {
        ByteBuffer bytes = isV4() ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low)
                : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low);
        try {
            return new ScionAddress(new IsdAs(isdAs), InetAddress.getByAddress(bytes.array()), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private boolean isV4() {
        return high == 0 && low != 1;
    }

    static int hash(long isdAs, long high, long low, int port) {
        long mixed = (isdAs ^ Long.rotateLeft(high, 21) ^ Long.rotateLeft(low, 42) ^ port) * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32);
    }
}
