package org.pleach.transport.scion;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/** Sends a number every 2 ms and checks that the peer's come without a gap. */
final class Ticking extends ChannelInboundHandlerAdapter {

    private static final int PERIOD_MILLIS = 2;

    volatile ChannelHandlerContext context;
    volatile long received;
    volatile long outOfOrder;
    private long sent;
    private ByteBuf unread;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        unread = context.alloc().buffer();
        context.executor().scheduleAtFixedRate(() -> {
            if (context.channel().isActive()) {
                context.writeAndFlush(context.alloc().buffer(Long.BYTES).writeLong(sent++), context.voidPromise());
            }
        }, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        unread.writeBytes(bytes);
        bytes.release();
        while (unread.readableBytes() >= Long.BYTES) {
            if (unread.readLong() != received) {
                outOfOrder++;
            }
            received++;
        }
        unread.discardSomeReadBytes();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // What was on its way when the transport closed.
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        unread.release();
    }
}
