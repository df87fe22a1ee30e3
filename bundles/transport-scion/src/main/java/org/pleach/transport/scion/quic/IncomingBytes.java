package org.pleach.transport.scion.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** The stream that carries what the peer sends. */
final class IncomingBytes extends ChannelInboundHandlerAdapter {

    private final SingleStream owner;

    IncomingBytes(SingleStream owner) {
        this.owner = owner;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        owner.received((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        owner.receivedAllForNow();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            owner.receivedEnd();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        owner.streamFailed(cause);
    }
}
