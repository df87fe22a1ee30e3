package org.pleach.sandbox.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Attachment;
import org.pleach.sandbox.Crossing;
import org.pleach.sandbox.link.LinkDirection;

/** A border router's end of one link: the socket, and the direction of the link that starts here. For one thread. */
final class LinkPort extends ChannelInboundHandlerAdapter implements LinkDirection.Output {

    private final BorderRouter router;
    private int interfaceId;
    private final int[] entries;
    private final long[] crossingNanos;
    private DatagramChannel channel;
    private LinkDirection direction;
    private DatagramWriter writer;
    private InetSocketAddress neighbour;

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
        writer = new DatagramWriter(opened);
    }

    void leadsTo(InetSocketAddress address, LinkDirection link) {
        neighbour = address;
        direction = link;
    }

    DatagramChannel channel() {
        return channel;
    }

    LinkDirection direction() {
        return direction;
    }

    /** An interface of the AS, this or another one, has another number. */
    void renumber(int from, int to) {
        if (interfaceId == from) {
            interfaceId = to;
        }
        for (int i = 0; i < entries.length; i++) {
            if (entries[i] == from) {
                entries[i] = to;
            }
        }
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
        return writer.write(packet, neighbour);
    }

    @Override
    public void flush() {
        writer.flush();
    }

    /** Lets go of all packets on the link and before it. */
    void clear() {
        if (direction != null) {
            direction.clear();
        }
        writer.discard();
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
