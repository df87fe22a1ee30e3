package org.pleach.scion.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.pleach.counters.Counters;
import org.pleach.scion.ScionCount;
import org.pleach.scion.multipath.Carrier;
import org.pleach.scion.multipath.PeerPaths;
import org.pleach.scion.multipath.Route;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.PathType;
import org.pleach.scion.packet.Protocol;
import org.pleach.scion.packet.Reason;

/**
 * Unwraps SCION packets that the UDP socket reads, and wraps payloads that are written to peers.
 *
 * <p>Per packet this makes, beyond what Netty makes for any datagram: one {@code DatagramPacket} each way, and a pooled
 * slice (in) or a pooled buffer (out). A payload is copied once on its way out, behind its header.
 */
final class DatagramHandler extends ChannelDuplexHandler implements Carrier {

    private final Peers peers;
    private final Counters<ScionCount> counters;
    private final int maxPayload;
    private final PacketView view = new PacketView();
    private final Probes probes;
    private final ScmpReceiver scmp;
    private ChannelHandlerContext context;
    private Peer reading;
    private Route readingRoute;
    private InetSocketAddress readingFrom;

    DatagramHandler(Peers peers, Probes probes, Counters<ScionCount> counters, int maxPayload) {
        this.peers = peers;
        this.counters = counters;
        this.maxPayload = maxPayload;
        this.probes = probes;
        this.scmp = new ScmpReceiver(peers, probes, counters);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof DatagramPacket datagram)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            read(ctx, datagram);
        } finally {
            reading = null;
            readingRoute = null;
            datagram.release();
        }
    }

    private void read(ChannelHandlerContext ctx, DatagramPacket datagram) {
        Reason reason = view.parseForHost(datagram.content());
        if (!reason.isOk()) {
            counters.increment(isTruncated(reason) ? ScionCount.DROPPED_TRUNCATED : ScionCount.DROPPED_MALFORMED);
        } else if (!peers.isForUs(view)) {
            counters.increment(ScionCount.DROPPED_WRONG_DESTINATION);
        } else if (view.protocol() == Protocol.UDP) {
            readDatagram(ctx, datagram.sender());
        } else if (view.protocol() == Protocol.SCMP) {
            scmp.read(view);
        } else {
            counters.increment(ScionCount.DROPPED_UNKNOWN_PROTOCOL);
        }
    }

    private static boolean isTruncated(Reason reason) {
        return switch (reason) {
            case TRUNCATED_COMMON_HEADER, TRUNCATED_HEADER, TRUNCATED_PATH, TRUNCATED_EXTENSION, TRUNCATED_UDP,
                    TRUNCATED_SCMP, PAYLOAD_LENGTH_MISMATCH, UDP_LENGTH_MISMATCH -> true;
            default -> false;
        };
    }

    private void readDatagram(ChannelHandlerContext ctx, InetSocketAddress from) {
        if (view.destinationPort() != peers.local().port()) {
            counters.increment(ScionCount.DROPPED_WRONG_DESTINATION);
            return;
        }
        if (!view.verifyChecksum().isOk()) {
            counters.increment(ScionCount.DROPPED_UDP_CHECKSUM);
            return;
        }
        if (!PeerKey.isAnswerable(view) || view.sourcePort() == 0) {
            counters.increment(ScionCount.DROPPED_BAD_SOURCE);
            return;
        }
        if (!isPathAnswerable()) {
            counters.increment(ScionCount.DROPPED_BAD_PATH);
            return;
        }
        Peer peer = peers.from(view);
        if (peer == null) {
            counters.increment(ScionCount.DROPPED_TOO_MANY_PEERS);
            return;
        }
        int length = view.udpPayloadLength();
        counters.increment(ScionCount.DATAGRAMS_RECEIVED);
        counters.add(ScionCount.PAYLOAD_BYTES_RECEIVED, length);
        reading = peer;
        readingFrom = from;
        PeerPaths paths = peer.paths;
        if (paths == null) {
            peers.answerOn(peer, view, from);
        } else {
            readingRoute = paths.find(view);
            if (readingRoute != null) {
                paths.received(readingRoute, view);
            }
        }
        ByteBuf payload = view.buffer().retainedSlice(view.udpPayloadIndex(), length);
        ctx.fireChannelRead(new DatagramPacket(payload, peers.syntheticLocal(), peer.synthetic));
    }

    /** Packets of the own AS have no path, those of others one of which this host is the end. */
    private boolean isPathAnswerable() {
        boolean inside = view.sourceIsdAs() == view.destinationIsdAs();
        return inside ? view.pathType() == PathType.EMPTY
                : view.pathType() == PathType.SCION && view.path().checkPosition().isOk() && view.path().isLastHop();
    }

    boolean wantsConfirmation() {
        return reading != null
                && (reading.paths == null || readingRoute == null || reading.paths.wantsConfirmation(readingRoute));
    }

    boolean confirm(InetSocketAddress synthetic) {
        Peer peer = reading;
        if (peer == null || !peer.synthetic.equals(synthetic)) {
            return false;
        }
        PeerPaths paths = peers.acquaint(peer);
        if (readingRoute == null) {
            readingRoute = paths.find(view);
            if (readingRoute == null) {
                readingRoute = paths.addWayBack(view, readingFrom);
            }
            paths.received(readingRoute, view);
        }
        paths.confirmed(readingRoute);
        return true;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof DatagramPacket datagram)) {
            ctx.write(message, promise);
            return;
        }
        try {
            write(ctx, datagram);
        } finally {
            ReferenceCountUtil.release(datagram);
        }
        // As with any UDP socket: what happens to a datagram later is nobody's business.
        promise.trySuccess();
    }

    private void write(ChannelHandlerContext ctx, DatagramPacket datagram) {
        ByteBuf payload = datagram.content();
        int length = payload.readableBytes();
        Peer peer = peers.bySynthetic(datagram.recipient());
        if (peer == null) {
            counters.increment(ScionCount.DROPPED_UNKNOWN_PEER);
        } else if (length > maxPayload) {
            counters.increment(ScionCount.DROPPED_TOO_BIG);
        } else if (peer.paths != null) {
            if (!peer.paths.send(payload, payload.readerIndex(), length)) {
                counters.increment(ScionCount.DROPPED_NO_PATH);
            }
        } else {
            ByteBuf packet = peer.reply.encode(ctx.alloc(), payload, payload.readerIndex(), length);
            put(packet, peer.reply.nextHop());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            counters.increment(ScionCount.DROPPED_SEND_FAILED);
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public ByteBufAllocator allocator() {
        return context.alloc();
    }

    @Override
    public void transmit(Route route, ByteBuf packet) {
        put(packet, route.nextHop());
    }

    private void put(ByteBuf packet, InetSocketAddress nextHop) {
        counters.increment(ScionCount.PACKETS_SENT);
        counters.add(ScionCount.BYTES_SENT, packet.readableBytes());
        context.write(new DatagramPacket(packet, nextHop), context.voidPromise());
    }

    @Override
    public void flush() {
        context.flush();
    }

    @Override
    public boolean hasRoom() {
        return context.channel().isWritable();
    }

    @Override
    public int startProbe(ProbeListener listener, Route route) {
        return probes.start(listener, route);
    }

    @Override
    public void endProbe(int sequence) {
        probes.end(sequence);
    }
}
