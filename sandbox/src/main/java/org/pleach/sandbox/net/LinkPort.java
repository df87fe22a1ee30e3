package org.pleach.sandbox.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Attachment;
import org.pleach.sandbox.Crossing;
import org.pleach.sandbox.link.LinkDirection;

/** A border router's end of one link: the socket, and the direction of the link that starts here. For one thread. */
final class LinkPort extends ChannelInboundHandlerAdapter implements LinkDirection.Output {

    private final BorderRouter router;
    private final int interfaceId;
    private final int[] entries;
    private final long[] crossingNanos;
    private DatagramChannel channel;
    private LinkDirection direction;
    private boolean unflushed;

    /** @param emulates whether crossing the AS takes time */
    LinkPort(BorderRouter router, AsSpec as, Attachment attachment, boolean emulates) {
        this.router = router;
        this.interfaceId = attachment.interfaceId();
        Crossing[] crossings = as.crossings().stream()
                .filter(c -> emulates && (c.first() == interfaceId || c.second() == interfaceId))
                .toArray(Crossing[]::new);
        entries = new int[crossings.length];
        crossingNanos = new long[crossings.length];
        for (int i = 0; i < crossings.length; i++) {
            entries[i] = crossings[i].first() == interfaceId ? crossings[i].second() : crossings[i].first();
            crossingNanos[i] = crossings[i].latencyNanos();
        }
    }

    void opened(DatagramChannel opened) {
        channel = opened;
    }

    void leadsInto(LinkDirection link) {
        direction = link;
    }

    DatagramChannel channel() {
        return channel;
    }

    LinkDirection direction() {
        return direction;
    }

    int interfaceId() {
        return interfaceId;
    }

    /** Puts a packet that came by {@code entry} (0: from inside) on the link. */
    void forward(ByteBuf packet, int entry) {
        direction.send(packet, entry, crossingFrom(entry));
    }

    private long crossingFrom(int entry) {
        for (int i = 0; i < entries.length; i++) {
            if (entries[i] == entry) {
                return crossingNanos[i];
            }
        }
        return 0;
    }

    @Override
    public boolean send(ByteBuf packet) {
        if (!channel.isWritable()) {
            packet.release();
            return false;
        }
        channel.write(packet, channel.voidPromise());
        unflushed = true;
        return true;
    }

    @Override
    public void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        router.receive(((DatagramPacket) message).content(), interfaceId, null);
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
