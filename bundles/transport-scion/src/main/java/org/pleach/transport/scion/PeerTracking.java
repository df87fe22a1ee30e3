package org.pleach.transport.scion;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionPathStats;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.pleach.scion.ScionSocket;

/**
 * Lets the SCION socket know what QUIC knows of a peer: that it is in use, and the round-trip time. In the pipeline of
 * a QUIC channel, so event loop only.
 */
final class PeerTracking extends ChannelInboundHandlerAdapter {

    private static final int HINT_MILLIS = 500;

    private final ScionSocket socket;
    private final Confirmation confirmation;
    private final InetSocketAddress peer;
    private ScheduledFuture<?> hints;

    PeerTracking(ScionSocket socket, Confirmation confirmation, InetSocketAddress peer) {
        this.socket = socket;
        this.confirmation = confirmation;
        this.peer = peer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        QuicChannel connection = (QuicChannel) context.channel();
        confirmation.add(peer, connection);
        socket.hold(peer);
        connection.closeFuture().addListener(closed -> {
            confirmation.remove(peer, connection);
            socket.release(peer);
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        QuicChannel connection = (QuicChannel) context.channel();
        hint(connection);
        hints = context.executor().scheduleWithFixedDelay(() -> hint(connection), HINT_MILLIS, HINT_MILLIS,
                TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    private void hint(QuicChannel connection) {
        if (connection.isActive()) {
            QuicConnectionPathStats stats = connection.collectPathStats(0).getNow();
            if (stats != null && stats.rtt() > 0) {
                socket.rttHint(peer, stats.rtt());
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (hints != null) {
            hints.cancel(false);
        }
        context.fireChannelInactive();
    }
}
