package org.pleach.sandbox.net;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.pleach.transport.Network;

/**
 * Opens UDP sockets with big buffers. Those for hosts read many datagrams in one call (recvmmsg), those for links take
 * what the neighbour joined apart again (UDP_GRO), where the platform can. A socket reads nothing until auto-read is
 * switched on.
 */
public final class DatagramSockets {

    private static final int DATAGRAMS_PER_READ = 16;
    private static final int JOINED_DATAGRAMS = 65_536;
    private static final int READS_PER_TURN = 64;
    private static final int SOCKET_BUFFER = 4 << 20;
    private static final int HIGH_WATER = 4 << 20;
    private static final int LOW_WATER = 2 << 20;

    private final Network network;
    private final int datagramSize;

    /** @param datagramSize greatest datagram; what is longer is cut */
    public DatagramSockets(Network network, int datagramSize) {
        this.network = network;
        this.datagramSize = datagramSize;
    }

    /** Opens a socket for hosts and waits for it; not on an event loop. Failures name the address. */
    DatagramChannel openForHosts(EventLoop loop, InetSocketAddress address, ChannelHandler handler)
            throws IOException {
        DatagramChannel channel = network.newDatagramChannel();
        boolean scatters = channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, datagramSize);
        return open(channel, loop, address, scatters ? datagramSize * DATAGRAMS_PER_READ : datagramSize, handler);
    }

    /** The same for the end of a link. */
    DatagramChannel openForLink(EventLoop loop, InetSocketAddress address, ChannelHandler handler) throws IOException {
        DatagramChannel channel = network.newDatagramChannel();
        boolean joins = channel instanceof EpollDatagramChannel
                && EpollDatagramChannel.isSegmentedDatagramPacketSupported()
                && channel.config().setOption(EpollChannelOption.UDP_GRO, true);
        return open(channel, loop, address, joins ? JOINED_DATAGRAMS : datagramSize, handler);
    }

    /** The same for a port that other processes may open, too, where the platform can. */
    DatagramChannel openShared(EventLoop loop, InetSocketAddress address, ChannelHandler handler) throws IOException {
        DatagramChannel channel = network.newDatagramChannel();
        if (channel instanceof EpollDatagramChannel) {
            channel.config().setOption(UnixChannelOption.SO_REUSEPORT, true);
        }
        return open(channel, loop, address, datagramSize, handler);
    }

    private static DatagramChannel open(DatagramChannel channel, EventLoop loop, InetSocketAddress address,
            int readSize, ChannelHandler handler) throws IOException {
        channel.config().setOption(ChannelOption.SO_RCVBUF, SOCKET_BUFFER);
        channel.config().setOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(LOW_WATER, HIGH_WATER));
        channel.config().setRecvByteBufAllocator(
                new FixedRecvByteBufAllocator(readSize).maxMessagesPerRead(READS_PER_TURN));
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(handler);
        await(loop.register(channel), channel, address);
        await(channel.bind(address), channel, address);
        return channel;
    }

    private static void await(ChannelFuture future, DatagramChannel channel, InetSocketAddress address)
            throws IOException {
        if (!future.awaitUninterruptibly().isSuccess()) {
            channel.close();
            throw new IOException("cannot open UDP socket " + address + ": " + future.cause().getMessage(),
                    future.cause());
        }
    }
}
