package org.pleach.sandbox.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/** A border router's socket for the hosts of its AS. For one thread. */
final class InsidePort extends ChannelInboundHandlerAdapter {

    private final BorderRouter router;
    private DatagramChannel channel;
    private DatagramWriter writer;

    InsidePort(BorderRouter router) {
        this.router = router;
    }

    void opened(DatagramChannel opened) {
        channel = opened;
        writer = new DatagramWriter(opened);
    }

    DatagramChannel channel() {
        return channel;
    }

    /** Takes a packet over; false if it could not be sent, and was released. */
    boolean send(ByteBuf packet, InetSocketAddress to) {
        return writer.write(packet, to);
    }

    void flush() {
        writer.flush();
    }

    /** Lets go of what was not sent. */
    void clear() {
        if (writer != null) {
            writer.discard();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        router.receive(datagram.content(), 0, datagram.sender());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        router.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        router.socketFailed(cause);
    }
}
