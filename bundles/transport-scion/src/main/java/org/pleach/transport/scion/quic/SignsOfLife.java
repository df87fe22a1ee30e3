package org.pleach.transport.scion.quic;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionStats;
import io.netty.handler.codec.quic.QuicDatagramExtensionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.pleach.counters.Counters;

/**
 * Keeps an idle connection alive with QUIC datagrams (RFC 9221), which the peer acknowledges and both ends discard.
 *
 * <p>Netty has no other way to make a packet that is acknowledged. Peers that know no datagrams, such as those of the
 * Go fork, live by the broker's PINGs. The connecting end does it for both.
 */
final class SignsOfLife extends ChannelInboundHandlerAdapter {

    private final QuicSettings settings;
    private final Counters<QuicCount> counters;
    private ScheduledFuture<?> timer;
    private long lastSent;

    SignsOfLife(QuicSettings settings, Counters<QuicCount> counters) {
        this.settings = settings;
        this.counters = counters;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof QuicDatagramExtensionEvent && timer == null) {
            timer = context.executor().scheduleAtFixedRate(() -> check(context), settings.keepAlive(),
                    settings.keepAlive(), TimeUnit.MILLISECONDS);
        }
        context.fireUserEventTriggered(event);
    }

    private void check(ChannelHandlerContext context) {
        QuicChannel connection = (QuicChannel) context.channel();
        QuicConnectionStats stats = connection.isActive() ? connection.collectStats().getNow() : null;
        if (stats == null) {
            return;
        }
        if (stats.sent() == lastSent) {
            counters.increment(QuicCount.KEEP_ALIVES_SENT);
            context.writeAndFlush(Unpooled.directBuffer(1).writeByte(0), context.voidPromise());
        }
        lastSent = stats.sent();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
        context.fireChannelInactive();
    }
}
