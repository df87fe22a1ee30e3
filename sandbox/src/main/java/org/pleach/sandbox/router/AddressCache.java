package org.pleach.sandbox.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.pleach.scion.packet.HostType;

/** Keeps the address objects of the hosts delivered to lately, so that a packet makes none. For one thread. */
final class AddressCache {

    private static final int SLOTS = 1024;

    private final InetSocketAddress[] addresses = new InetSocketAddress[SLOTS];
    private final long[] keys = new long[SLOTS];

    /** The address of the host at {@code index}, of type IPv4 or IPv6. */
    InetSocketAddress get(ByteBuf buffer, int index, int hostType, int port) {
        if (hostType != HostType.IPV4) {
            return make(buffer, index, hostType, port);
        }
        long key = buffer.getUnsignedInt(index) << 16 | port;
        int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 54);
        if (addresses[slot] == null || keys[slot] != key) {
            addresses[slot] = make(buffer, index, hostType, port);
            keys[slot] = key;
        }
        return addresses[slot];
    }

    private static InetSocketAddress make(ByteBuf buffer, int index, int hostType, int port) {
        try {
            byte[] bytes = ByteBufUtil.getBytes(buffer, index, HostType.length(hostType), true);
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of host type " + hostType, e);
        }
    }
}
