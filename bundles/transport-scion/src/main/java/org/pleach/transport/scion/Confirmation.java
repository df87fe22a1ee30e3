package org.pleach.transport.scion;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionStats;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.counters.Counters;
import org.pleach.scion.ScionSocket;
import org.pleach.transport.scion.quic.QuicCount;

/**
 * Tells the SCION socket which datagrams were authentic, so that only those move the path of the answers.
 *
 * <p>QUIC does not say it, but counts: a packet that passed its AEAD and is no duplicate raises the number received.
 * Asked only when the socket would learn something. What a stranger sends to begin a connection proves nothing: its keys
 * follow from what it carries in clear. So an accepted connection counts once its handshake is done, for which the
 * stranger had to see the answers. The connecting end chose what its keys follow from. Event loop only.
 */
final class Confirmation extends ChannelInboundHandlerAdapter {

    private final ScionSocket socket;
    private final Counters<QuicCount> counters;
    private final boolean dials;
    private final Map<InetSocketAddress, List<QuicChannel>> connections = new HashMap<>();

    /** @param dials whether this end began the connections of the socket */
    Confirmation(ScionSocket socket, Counters<QuicCount> counters, boolean dials) {
        this.socket = socket;
        this.counters = counters;
        this.dials = dials;
    }

    void add(InetSocketAddress peer, QuicChannel connection) {
        connections.computeIfAbsent(peer, key -> new ArrayList<>(1)).add(connection);
    }

    void remove(InetSocketAddress peer, QuicChannel connection) {
        List<QuicChannel> left = connections.get(peer);
        if (left != null && left.remove(connection) && left.isEmpty()) {
            connections.remove(peer);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!socket.wantsConfirmation()) {
            context.fireChannelRead(message);
            return;
        }
        InetSocketAddress peer = ((DatagramPacket) message).sender();
        List<QuicChannel> known = List.copyOf(connections.getOrDefault(peer, List.of()));
        long before = received(known);
        context.fireChannelRead(message);
        if (received(known) > before && socket.confirm(peer)) {
            counters.increment(QuicCount.DATAGRAMS_CONFIRMED);
        }
    }

    private boolean vouchesForItsPeer(QuicChannel connection) {
        return dials ? connection.isOpen() : connection.isActive();
    }

    private long received(List<QuicChannel> connections) {
        long sum = 0;
        for (QuicChannel connection : connections) {
            if (vouchesForItsPeer(connection)) {
                QuicConnectionStats stats = connection.collectStats().getNow();
                sum += stats == null ? 0 : stats.recv();
            }
        }
        return sum;
    }
}
