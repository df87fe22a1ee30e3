package org.pleach.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects what its channels read; optionally greets and echoes. */
@Sharable
final class Peer extends ChannelInboundHandlerAdapter {

    final Queue<Channel> channels = new ConcurrentLinkedQueue<>();
    final StringBuffer received = new StringBuffer();
    final StringBuffer events = new StringBuffer();
    private final boolean echoes;

    Peer(boolean echoes) {
        this.echoes = echoes;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        events.append("active ");
        channels.add(context.channel());
        if (echoes) {
            context.writeAndFlush(Unpooled.copiedBuffer("INFO ", StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        events.append("inactive ");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        received.append(bytes.toString(StandardCharsets.US_ASCII));
        if (echoes) {
            context.writeAndFlush(bytes);
        } else {
            bytes.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        events.append(cause.getClass().getSimpleName()).append(' ');
    }
}
