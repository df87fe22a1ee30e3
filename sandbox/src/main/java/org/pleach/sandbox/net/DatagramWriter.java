package org.pleach.sandbox.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;

/**
 * Sends datagrams from one socket. Where the platform can (UDP_SEGMENT), datagrams of one size to one receiver that come
 * before the next flush go to the kernel as one, which is many times cheaper. For the channel's event loop.
 */
final class DatagramWriter {

    /** Linux takes no more segments at once, nor more bytes than an IPv4 datagram has. */
    private static final int MAX_SEGMENTS = 64;
    private static final int MAX_BYTES = 60_000;
    private static final int FIRST_SEGMENTS = 8;

    private final DatagramChannel channel;
    private final boolean segments;
    private ByteBuf single;
    private ByteBuf joined;
    private InetSocketAddress receiver;
    private int segmentSize;
    private int count;
    private boolean unflushed;

    DatagramWriter(DatagramChannel channel) {
        this.channel = channel;
        this.segments = channel instanceof EpollDatagramChannel
                && EpollDatagramChannel.isSegmentedDatagramPacketSupported();
    }

    /** Takes a packet over; false, and the packet released, if the socket is congested. */
    boolean write(ByteBuf packet, InetSocketAddress to) {
        if (!channel.isWritable()) {
            packet.release();
            return false;
        }
        int length = packet.readableBytes();
        if (count > 0 && (!segments || !to.equals(receiver) || length > segmentSize || length == 0
                || count == MAX_SEGMENTS || (count + 1) * segmentSize > MAX_BYTES)) {
            emit();
        }
        if (count == 0) {
            single = packet;
            receiver = to;
            segmentSize = length;
            count = 1;
            return true;
        }
        join(packet);
        if (length < segmentSize) {
            // Only the last segment may be shorter.
            emit();
        }
        return true;
    }

    private void join(ByteBuf packet) {
        if (joined == null) {
            joined = channel.alloc().directBuffer(segmentSize * FIRST_SEGMENTS, MAX_BYTES);
            joined.writeBytes(single);
            single.release();
            single = null;
        }
        joined.writeBytes(packet);
        packet.release();
        count++;
    }

    private void emit() {
        channel.write(single != null ? new DatagramPacket(single, receiver)
                : new SegmentedDatagramPacket(joined, segmentSize, receiver), channel.voidPromise());
        single = null;
        joined = null;
        count = 0;
        unflushed = true;
    }

    /** Hands everything to the kernel. */
    void flush() {
        if (count > 0) {
            emit();
        }
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /** Lets go of what was not flushed. */
    void discard() {
        if (single != null) {
            single.release();
        }
        if (joined != null) {
            joined.release();
        }
        single = null;
        joined = null;
        count = 0;
    }
}
