package org.pleach.network;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** Event loops and the sockets that can be registered with them: the two must come from the same family. */
record SocketFamily(String name, Supplier<IoHandlerFactory> io, Supplier<SocketChannel> socket,
        Supplier<ServerChannel> server, Supplier<DatagramChannel> datagram) {

    /** The fastest family that loads here. */
    static SocketFamily best() {
        return epollLoads() ? epoll() : nio();
    }

    static SocketFamily nio() {
        return new SocketFamily("nio", NioIoHandler::newFactory, NioSocketChannel::new, NioServerSocketChannel::new,
                NioDatagramChannel::new);
    }

    private static SocketFamily epoll() {
        return new SocketFamily("epoll", EpollIoHandler::newFactory, EpollSocketChannel::new,
                EpollServerSocketChannel::new, EpollDatagramChannel::new);
    }

    private static boolean epollLoads() {
        try {
            return Epoll.isAvailable();
        } catch (LinkageError absent) {
            // The epoll classes are an optional import: without their bundle there is NIO.
            return false;
        }
    }

    EventLoopGroup eventLoops(int count, ThreadFactory threads) {
        return new MultiThreadIoEventLoopGroup(count, threads, io.get());
    }
}
