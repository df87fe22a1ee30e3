package org.pleach.transport.scion;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.pleach.counters.CounterSource;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionEndhost;
import org.pleach.scion.ScionSocket;
import org.pleach.transport.Network;

/** A SCION host without SCION: sockets over plain UDP on loopback, where a peer's address is the true one. */
final class UdpEndhost implements ScionEndhost {

    static final IsdAs AS = IsdAs.parse("18-ffaa:1:10bf");

    private static final int BUFFER = 2 << 20;
    private static final int DATAGRAM = 2048;
    private static final int DATAGRAMS_A_READ = 16;

    final Queue<UdpSocket> sockets = new ConcurrentLinkedQueue<>();
    private final Network network;

    UdpEndhost(Network network) {
        this.network = network;
    }

    @Override
    public CompletionStage<IsdAs> localAs() {
        return CompletableFuture.completedFuture(AS);
    }

    @Override
    public CompletionStage<ScionSocket> bind(String host, int port, String mode) {
        CompletableFuture<ScionSocket> opened = new CompletableFuture<>();
        DatagramChannel channel = network.newDatagramChannel();
        Faults faults = new Faults();
        new Bootstrap().group(network.eventLoops()).channelFactory(() -> channel)
                .option(ChannelOption.SO_RCVBUF, BUFFER)
                .option(ChannelOption.SO_SNDBUF, BUFFER)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM * DATAGRAMS_A_READ))
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel udp) {
                        udp.pipeline().addLast(faults);
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", port)).addListener(bound -> {
                    if (bound.isSuccess()) {
                        UdpSocket socket = new UdpSocket(channel, faults);
                        sockets.add(socket);
                        opened.complete(socket);
                    } else {
                        opened.completeExceptionally(bound.cause());
                    }
                });
        return opened;
    }

    static ScionAddress address(InetSocketAddress address) {
        return new ScionAddress(AS, address.getAddress(), address.getPort());
    }

    @Override
    public CounterSource counters() {
        return new Counters<>("scion", org.pleach.path.PathReporter.State.class);
    }

    @Override
    public List<PeerPaths> peers() {
        return List.of();
    }
}
