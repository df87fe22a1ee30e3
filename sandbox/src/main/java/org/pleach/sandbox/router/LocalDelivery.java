package org.pleach.sandbox.router;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.pleach.scion.packet.HostType;
import org.pleach.scion.packet.PacketView;

/** Finds where a packet for this AS goes. For one thread. */
final class LocalDelivery {

    /** What came of it; the address is in {@link #address()}. */
    enum Outcome { FOUND, NO_SERVICE, BAD_ADDRESS, NO_PORT }

    private static final int MULTICAST_BIT = 0x8000;
    private static final int MAPPED_PREFIX = 0xFFFF;

    private final RouterSpec spec;
    private final DestinationPort ports;
    private final AddressCache addresses = new AddressCache();
    private InetSocketAddress address;

    LocalDelivery(RouterSpec spec, int endHostPort) {
        this.spec = spec;
        this.ports = new DestinationPort(endHostPort);
    }

    Outcome resolve(PacketView packet) {
        ByteBuf buffer = packet.buffer();
        int host = packet.destinationHostIndex();
        int type = packet.destinationHostType();
        if (type == HostType.SERVICE) {
            address = spec.services().get(buffer.getUnsignedShort(host) & ~MULTICAST_BIT);
            return address == null ? Outcome.NO_SERVICE : Outcome.FOUND;
        }
        if (type != HostType.IPV4 && type != HostType.IPV6) {
            return Outcome.BAD_ADDRESS;
        }
        int port = ports.of(packet);
        if (port == DestinationPort.NONE) {
            return Outcome.NO_PORT;
        }
        if (isUnspecified(buffer, host, type) || isMapped(buffer, host, type)) {
            return Outcome.BAD_ADDRESS;
        }
        address = addresses.get(buffer, host, type, port);
        return Outcome.FOUND;
    }

    InetSocketAddress address() {
        return address;
    }

    /** Whether a host is one that may send: not IPv4-mapped IPv6 and of a known type. */
    static boolean isSource(ByteBuf buffer, int host, int type) {
        return type == HostType.IPV4 || type == HostType.SERVICE
                || type == HostType.IPV6 && !isMapped(buffer, host, type);
    }

    private static boolean isUnspecified(ByteBuf buffer, int host, int type) {
        return type == HostType.IPV4 ? buffer.getInt(host) == 0
                : buffer.getLong(host) == 0 && buffer.getLong(host + Long.BYTES) == 0;
    }

    private static boolean isMapped(ByteBuf buffer, int host, int type) {
        return type == HostType.IPV6 && buffer.getLong(host) == 0 && buffer.getInt(host + Long.BYTES) == MAPPED_PREFIX;
    }
}
