package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetSocketAddress;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.UdpTemplate;
import org.pleach.scion.path.ScionPath;

/** The way back of one packet of a stranger: enough to answer, and nothing more. */
public final class ReplyRoute {

    private final byte[] arrival;
    private final InetSocketAddress nextHop;
    private final UdpTemplate template;

    private ReplyRoute(byte[] arrival, InetSocketAddress nextHop, UdpTemplate template) {
        this.arrival = arrival;
        this.nextHop = nextHop;
        this.template = template;
    }

    /**
     * @param packet a packet whose path can be reversed
     * @param from   who brought it
     */
    public static ReplyRoute of(PeerAddress peer, PacketView packet, InetSocketAddress from) {
        ScionPath path = PeerPaths.wayBack(peer, packet, from);
        return new ReplyRoute(RawPaths.copy(packet), path.isInside() ? peer.underlay() : from,
                peer.datagramTemplate(path));
    }

    /** Whether that packet came the same way. */
    public boolean isWayOf(PacketView packet, InetSocketAddress from) {
        return RawPaths.equal(packet, arrival) && (arrival.length == 0 || nextHop.equals(from));
    }

    /** The packet that carries a payload. */
    public ByteBuf encode(ByteBufAllocator allocator, ByteBuf payload, int index, int length) {
        ByteBuf packet = allocator.ioBuffer(template.headerLength() + length);
        template.write(packet, payload, index, length);
        return packet;
    }

    /** Where it goes first. */
    public InetSocketAddress nextHop() {
        return nextHop;
    }
}
