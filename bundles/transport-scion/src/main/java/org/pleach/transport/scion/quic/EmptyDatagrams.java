package org.pleach.transport.scion.quic;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;

/** Keeps back the empty datagram that Netty writes after each closed connection to learn when all before it are out. */
final class EmptyDatagrams extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (((DatagramPacket) message).content().isReadable()) {
            context.write(message, promise);
        } else {
            ((DatagramPacket) message).release();
            promise.trySuccess();
        }
    }
}
