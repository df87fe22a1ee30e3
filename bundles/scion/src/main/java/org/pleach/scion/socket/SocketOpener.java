package org.pleach.scion.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.path.IsdAs;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionOptions;
import org.pleach.scion.daemon.InterfacesResponse;
import org.pleach.scion.packet.CommonHeader;
import org.pleach.scion.packet.UdpHeader;
import org.pleach.scion.path.PathAnswer;
import org.pleach.transport.Network;

/** Opens UDP sockets and makes them SCION sockets. */
public final class SocketOpener {

    /** No link of an AS carries less; peers may send more than {@code datagram_size}. */
    private static final int MIN_READ = 2048;
    private static final int READS_PER_LOOP = 64;
    /** Set only where the socket knows it: epoll then reads several datagrams with one system call. */
    private static final String READ_MANY = "io.netty.channel.epoll.EpollChannelOption#MAX_DATAGRAM_PAYLOAD_SIZE";

    private final Network network;
    private final ScionOptions options;

    /** For sockets with these buffers. */
    public SocketOpener(Network network, ScionOptions options) {
        this.network = network;
        this.options = options;
    }

    /** A socket bound to a local address. */
    public CompletionStage<NativeSocket> open(IsdAs isdAs, InetAddress host, int port, NativeSocket.Setup setup) {
        CompletableFuture<NativeSocket> outcome = new CompletableFuture<>();
        DatagramChannel channel = network.newDatagramChannel();
        EventLoop loop = network.eventLoops().next();
        setBuffers(channel);
        loop.register(channel).addListener((ChannelFuture registered) -> {
            if (!registered.isSuccess()) {
                outcome.completeExceptionally(registered.cause());
                return;
            }
            channel.bind(new InetSocketAddress(host, port)).addListener((ChannelFuture bound) -> {
                if (bound.isSuccess()) {
                    int opened = channel.localAddress().getPort();
                    outcome.complete(new NativeSocket(channel, new ScionAddress(isdAs, host, opened), setup));
                } else {
                    channel.close();
                    outcome.completeExceptionally(named(bound.cause(), isdAs, host, port));
                }
            });
        });
        return outcome;
    }

    private static Throwable named(Throwable cause, IsdAs isdAs, InetAddress host, int port) {
        if (cause instanceof java.net.BindException) {
            java.net.BindException named = new java.net.BindException("cannot bind "
                    + new ScionAddress(isdAs, host, port) + ": " + cause.getMessage());
            named.initCause(cause);
            return named;
        }
        return cause;
    }

    private void setBuffers(DatagramChannel channel) {
        int size = Math.max(MIN_READ, options.datagramSize() + CommonHeader.MAX_HEADER_LENGTH + UdpHeader.LENGTH);
        channel.config().setReceiveBufferSize(options.receiveBuffer());
        channel.config().setSendBufferSize(options.sendBuffer());
        channel.config().setRecvByteBufAllocator(
                new FixedRecvByteBufAllocator(size).maxMessagesPerRead(READS_PER_LOOP));
    }

    /** The local address from which the AS's border router is reached. Sends nothing. */
    public CompletionStage<InetAddress> localAddressTowards(InterfacesResponse routers) {
        CompletableFuture<InetAddress> outcome = new CompletableFuture<>();
        if (routers.interfaces().isEmpty()) {
            outcome.completeExceptionally(new IllegalStateException(
                    "no border router is known, so the local address is not clear: configure one"));
            return outcome;
        }
        InetSocketAddress router;
        try {
            router = PathAnswer.underlay(routers.interfaces().values().iterator().next());
        } catch (IllegalArgumentException e) {
            outcome.completeExceptionally(e);
            return outcome;
        }
        Channel channel = network.newDatagramChannel();
        network.eventLoops().next().register(channel).addListener((ChannelFuture registered) -> {
            if (!registered.isSuccess()) {
                outcome.completeExceptionally(registered.cause());
                return;
            }
            channel.connect(router).addListener((ChannelFuture connected) -> {
                if (connected.isSuccess()) {
                    outcome.complete(((InetSocketAddress) channel.localAddress()).getAddress());
                } else {
                    outcome.completeExceptionally(connected.cause());
                }
                channel.close();
            });
        });
        return outcome;
    }
}
