package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.multipath.PeerAddress;
import org.pleach.scion.packet.Bytes;
import org.pleach.scion.packet.HostAddress;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.PathView;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.ScmpMessage;
import org.pleach.scion.packet.ScmpTemplate;
import org.pleach.scion.path.ScionPath;

/**
 * Somebody who sees nothing of the traffic, but can send anything to a host: he is in the host's AS, where no router
 * looks at packets, and writes the peer's address and any path into them.
 */
final class Forger {

    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("127.0.0.66", 666);

    private final SimWorld world;
    private final SimHost victim;
    private final ScionAddress peer;

    Forger(SimWorld world, SimHost victim, ScionAddress peer) {
        this.world = world;
        this.victim = victim;
        this.peer = peer;
    }

    /** What looks like a datagram of the transport, but is none that it would accept. */
    byte[] garbage() {
        ByteBuf garbage = Unpooled.buffer().writeByte(9).writeLong(-1);
        for (int i = 0; i < 20; i++) {
            garbage.writeLong(world.random.nextLong());
        }
        return Bytes.copyOf(garbage, 0, garbage.readableBytes()).toArray();
    }

    /** A datagram of the peer that came over {@code path}, as seen from the peer. */
    void datagram(ScionPath path, byte[] content) {
        ByteBuf packet = Unpooled.buffer();
        new PeerAddress(peer, victim.address, 1 + world.random.nextInt(0xFFFFF)).datagramTemplate(path)
                .write(packet, Unpooled.wrappedBuffer(content), 0, content.length);
        PacketView view = new PacketView();
        assertThat(view.parseForHost(packet).isOk()).isTrue();
        view.path().setPosition(view.path().infoCount() - 1, view.path().hopCount() - 1);
        victim.deliver(packet, SOMEWHERE);
    }

    /** The same over other interfaces, with other MACs. */
    ScionPath madeUp(ScionPath path) {
        byte[] raw = path.raw().clone();
        PathView view = new PathView();
        view.wrap(Unpooled.wrappedBuffer(raw), 0, raw.length);
        for (int hop = 0; hop < view.hopCount(); hop++) {
            int start = view.hopIndex(hop);
            for (int at = start + 2; at < start + 12; at++) {
                raw[at] = (byte) world.random.nextInt(256);
            }
        }
        return ScionPath.listed(path.source(), path.destination(), path.metadata(), path.expiry(), raw, SOMEWHERE);
    }

    /** The beginning of a packet that the victim might have sent. */
    Bytes quote(ScionPath path, int flowId) {
        ByteBuf packet = Unpooled.buffer();
        byte[] content = garbage();
        new PeerAddress(victim.address, peer, flowId).datagramTemplate(path)
                .write(packet, Unpooled.wrappedBuffer(content), 0, content.length);
        return Bytes.copyOf(packet, 0, packet.readableBytes());
    }

    /** An SCMP message that seems to come from a router of the peer's AS. */
    void scmp(ScionPath back, ScmpMessage message) {
        ScionHeader header = ScionHeader.of(1, victim.address.isdAs(), HostAddress.of(victim.address.host()),
                peer.isdAs(), HostAddress.of(SOMEWHERE.getAddress()), back.raw());
        ByteBuf packet = Unpooled.buffer();
        new ScmpTemplate(header).write(packet, message);
        victim.deliver(packet, SOMEWHERE);
    }
}
