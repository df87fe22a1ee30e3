package org.pleach.broker.loop;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Ties an outbox to its channel's pipeline. */
final class OutboxHandler extends ChannelInboundHandlerAdapter {

    private final ChannelOutbox outbox;
    private final ChunkWriter writer;

    OutboxHandler(ChannelOutbox outbox, ChunkWriter writer) {
        this.outbox = outbox;
        this.writer = writer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        writer.attached(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            writer.writable();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        outbox.closed();
        context.fireChannelInactive();
    }
}
