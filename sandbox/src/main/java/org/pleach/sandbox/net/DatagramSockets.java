package org.pleach.sandbox.net;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.pleach.transport.Network;

/** Opens UDP sockets with big buffers that read many datagrams in one call where the platform can. */
public final class DatagramSockets {

    /** Netty's epoll transport has these; named here so that NIO does not need its classes. */
    private static final ChannelOption<Integer> SCATTER =
            ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#MAX_DATAGRAM_PAYLOAD_SIZE");
    private static final ChannelOption<Boolean> REUSE_PORT =
            ChannelOption.valueOf("io.netty.channel.unix.UnixChannelOption#SO_REUSEPORT");

    private static final int DATAGRAMS_PER_READ = 16;
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

    /**
     * Opens a socket and waits for it; not on an event loop. It reads nothing until auto-read is switched on.
     *
     * @param shared whether others may open the same port, too, where the platform can
     * @throws IOException naming the address
     */
    public DatagramChannel open(EventLoop loop, InetSocketAddress address, boolean shared, ChannelHandler handler)
            throws IOException {
        DatagramChannel channel = network.newDatagramChannel();
        channel.config().setOption(ChannelOption.SO_RCVBUF, SOCKET_BUFFER);
        channel.config().setOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(LOW_WATER, HIGH_WATER));
        channel.config().setAutoRead(false);
        boolean scatters = channel.config().setOption(SCATTER, datagramSize);
        channel.config().setRecvByteBufAllocator(
                new FixedRecvByteBufAllocator(scatters ? datagramSize * DATAGRAMS_PER_READ : datagramSize)
                        .maxMessagesPerRead(READS_PER_TURN));
        if (shared) {
            channel.config().setOption(REUSE_PORT, true);
        }
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
