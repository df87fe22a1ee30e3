package org.pleach.transport.scion.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import org.pleach.counters.Counters;

/**
 * Stands before the QUIC codec of a port: drops what is no QUIC, and connection attempts once the port is closed while
 * connections that came over it live on. Event loop only.
 */
final class Admission extends ChannelInboundHandlerAdapter {

    private static final int LONG_HEADER = 0x80;
    private static final int FIXED_BIT = 0x40;
    /** Header form, fixed bit and packet type of an Initial (RFC 9000, 17.2.2). */
    private static final int TYPE_MASK = 0xF0;
    private static final int INITIAL = LONG_HEADER | FIXED_BIT;

    private final Counters<QuicCount> counters;
    private boolean closed;

    Admission(Counters<QuicCount> counters) {
        this.counters = counters;
    }

    /** From now on nobody new comes in. */
    void close() {
        closed = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        ByteBuf bytes = packet.content();
        int first = bytes.isReadable() ? bytes.getUnsignedByte(bytes.readerIndex()) : 0;
        if ((first & FIXED_BIT) == 0) {
            counters.increment(QuicCount.NOT_QUIC);
            packet.release();
        } else if (closed && (first & TYPE_MASK) == INITIAL) {
            packet.release();
        } else {
            context.fireChannelRead(packet);
        }
    }
}
