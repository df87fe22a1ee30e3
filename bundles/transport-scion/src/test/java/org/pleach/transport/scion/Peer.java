package org.pleach.transport.scion;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Collects what its channels read and hear; optionally echoes. */
@Sharable
final class Peer extends ChannelInboundHandlerAdapter {

    final Queue<Channel> channels = new ConcurrentLinkedQueue<>();
    final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    final StringBuffer received = new StringBuffer();
    final StringBuffer events = new StringBuffer();
    final AtomicLong bytes = new AtomicLong();
    private final boolean echoes;

    Peer(boolean echoes) {
        this.echoes = echoes;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        events.append("active ");
        channels.add(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        events.append("inactive ");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        bytes.addAndGet(read.readableBytes());
        if (received.length() < 1000) {
            received.append(read.toString(StandardCharsets.US_ASCII));
        }
        if (echoes) {
            context.write(read);
        } else {
            read.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            events.append("end ");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        errors.add(cause);
    }
}
