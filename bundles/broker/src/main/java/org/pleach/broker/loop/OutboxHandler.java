package org.pleach.broker.loop;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Ties an outbox to its channel's pipeline. */
final class OutboxHandler extends ChannelInboundHandlerAdapter {

    private final ChannelOutbox outbox;

    OutboxHandler(ChannelOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        outbox.added(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            outbox.writable();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        outbox.closed();
        context.fireChannelInactive();
    }
}
