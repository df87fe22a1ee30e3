package org.pleach.sandbox.daemon;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.net.BoundedWait;
import org.pleach.sandbox.segment.ControlPlane;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon of one AS: gRPC over plain-text HTTP/2 with prior knowledge. Can be stopped and started again at the same
 * address, for tests of what happens without it. Methods may be called from any thread but an event loop.
 */
public final class DaemonServer {

    private static final Logger LOG = LoggerFactory.getLogger(DaemonServer.class);
    private static final int MAX_STREAMS = 100;
    private static final int MAX_HEADERS = 8 * 1024;
    private static final int MAX_CONNECTIONS = 256;

    private final IsdAs isdAs;
    private final Network network;
    private final EventLoop loop;
    private final ChannelGroup connections;
    private InetSocketAddress address;
    private volatile DaemonApi api;
    private ControlPlane control;
    private LongSupplier millis;
    private Channel server;

    /** A daemon that does not listen yet. */
    public DaemonServer(IsdAs isdAs, Network network, EventLoop loop) {
        this.isdAs = isdAs;
        this.network = network;
        this.loop = loop;
        this.connections = new DefaultChannelGroup("daemon " + isdAs, loop);
    }

    /**
     * Opens its port and waits for it; takes no connection before {@link #serve}.
     *
     * @return where it is in truth
     * @throws IOException if the port cannot be opened; names the address
     */
    public synchronized InetSocketAddress open(InetSocketAddress wanted) throws IOException {
        ServerChannel channel = network.newServerChannel();
        channel.config().setAutoRead(false);
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        channel.pipeline().addLast(new Acceptor());
        await(loop.register(channel), channel, wanted);
        await(channel.bind(wanted), channel, wanted);
        server = channel;
        address = (InetSocketAddress) channel.localAddress();
        return address;
    }

    /** Begins to answer. {@code topology} has the addresses that were opened in truth. */
    public synchronized void serve(Topology topology, ControlPlane control, LongSupplier millis) {
        this.control = control;
        this.millis = millis;
        api = new DaemonApi(isdAs, topology, control, millis);
        server.config().setAutoRead(true);
    }

    /** From now on it answers for this topology; only after {@link #serve}. */
    public synchronized void setTopology(Topology topology) {
        api = new DaemonApi(isdAs, topology, control, millis);
    }

    /** Where it listens, or listened before it was stopped. */
    public synchronized InetSocketAddress address() {
        return address;
    }

    /** Whether it listens. */
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** Closes the port and all connections. Stopping twice is harmless. */
    public synchronized void stop() {
        if (server != null) {
            BoundedWait.await("The daemon of " + isdAs, server.close());
            server = null;
            BoundedWait.await("The daemon of " + isdAs, connections.close());
        }
    }

    /**
     * Opens the port again. Starting twice is harmless.
     *
     * @throws IOException if somebody else has it by now
     */
    public synchronized void start() throws IOException {
        if (server == null) {
            open(address);
            server.config().setAutoRead(true);
        }
    }

    private static void await(ChannelFuture future, Channel channel, InetSocketAddress address) throws IOException {
        if (!future.awaitUninterruptibly().isSuccess()) {
            channel.close();
            throw new IOException("cannot open TCP socket " + address + ": " + future.cause().getMessage(),
                    future.cause());
        }
    }

    /** A client that goes away without a word is no event. */
    private final class Goodbye extends ChannelInboundHandlerAdapter {

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.debug("A connection to the daemon of {} failed", isdAs, cause);
            context.close();
        }
    }

    /** Gives each accepted connection its HTTP/2 codec and the server's event loop. */
    private final class Acceptor extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel connection = (Channel) message;
            if (connections.size() >= MAX_CONNECTIONS) {
                connection.unsafe().closeForcibly();
                return;
            }
            connections.add(connection);
            connection.pipeline().addLast(
                    Http2FrameCodecBuilder.forServer().initialSettings(Http2Settings.defaultSettings()
                            .maxConcurrentStreams(MAX_STREAMS).maxHeaderListSize(MAX_HEADERS)).build(),
                    new Http2MultiplexHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel stream) {
                            stream.pipeline().addLast(new GrpcStream(api));
                        }
                    }),
                    new Goodbye());
            loop.register(connection).addListener(registered -> {
                if (!registered.isSuccess()) {
                    connection.unsafe().closeForcibly();
                }
            });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.warn("The daemon of {} cannot accept a connection", isdAs, cause);
        }
    }
}
