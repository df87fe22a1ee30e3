package org.example.pleach.unix;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.File;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sockets that fit the event loops they are to be registered with, and how these name a file. */
record UnixSockets(Supplier<Channel> client, Supplier<ServerChannel> server, Function<File, SocketAddress> address) {

    static UnixSockets fitting(EventLoopGroup loops) {
        if (loops instanceof IoEventLoopGroup group && group.isIoType(NioIoHandler.class)) {
            return new UnixSockets(NioDomainSocketChannel::new, NioServerDomainSocketChannel::new,
                    file -> UnixDomainSocketAddress.of(file.toPath()));
        }
        return new UnixSockets(EpollDomainSocketChannel::new, EpollServerDomainSocketChannel::new,
                DomainSocketAddress::new);
    }
}
