package org.pleach.transport.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.Transport.ListenRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one port and gives each connection that comes to the broker. */
final class TcpListening {

    private static final Logger LOG = LoggerFactory.getLogger(TcpListening.class);
    private static final int BACKLOG = 1024;
    private static final int PAUSE_MILLIS = 1000;

    private final Network network;
    private final Resolver resolver;
    private final ChannelGroup channels;
    private final ListenRequest request;
    private final CompletableFuture<Listener> result = new CompletableFuture<>();

    TcpListening(Network network, Resolver resolver, ChannelGroup channels, ListenRequest request) {
        this.network = network;
        this.resolver = resolver;
        this.channels = channels;
        this.request = request;
    }

    CompletableFuture<Listener> start() {
        Endpoint wanted = request.endpoint();
        resolver.resolve(wanted.host()).whenComplete((addresses, failure) -> {
            if (failure != null) {
                fail(new UnknownHostException("listen tcp: " + failure.getMessage()), failure);
            } else {
                bind(new InetSocketAddress(addresses[0], wanted.port()));
            }
        });
        return result;
    }

    private void bind(InetSocketAddress address) {
        ChannelFuture bound = new ServerBootstrap().group(network.eventLoops())
                .channelFactory(network::newServerChannel)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, TcpTransport.WATER_MARK)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel server) {
                        channels.add(server);
                        server.pipeline().addLast(new AcceptErrors(SocketEndpoints.of(address)));
                    }
                })
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        channels.add(accepted);
                        SocketEndpoints.mark(accepted);
                        accepted.pipeline().addLast(request.handler());
                    }
                })
                .bind(address);
        bound.addListener(done -> {
            if (done.isSuccess()) {
                Endpoint opened = SocketEndpoints.of((InetSocketAddress) bound.channel().localAddress());
                result.complete(new Opened(bound.channel(), opened.withScheme(request.endpoint().scheme())));
            } else {
                fail(new BindException("listen tcp " + SocketEndpoints.of(address).hostPort() + ": bind: "
                        + reason(done.cause())), done.cause());
            }
        });
    }

    private void fail(Exception failure, Throwable cause) {
        failure.initCause(cause);
        result.completeExceptionally(failure);
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("Address already in use") ? "address already in use" : message;
    }

    /** An open port. */
    private record Opened(Channel channel, Endpoint endpoint) implements Listener {

        @Override
        public String transport() {
            return TcpTransport.NAME;
        }

        @Override
        public CompletableFuture<Void> close() {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            channel.close();
            channel.closeFuture().addListener(done -> closed.complete(null));
            return closed;
        }
    }

    /** When connections cannot be accepted, usually for want of file descriptors: says so and pauses. */
    private static final class AcceptErrors extends ChannelInboundHandlerAdapter {
        private final Endpoint endpoint;

        AcceptErrors(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!context.channel().config().isAutoRead()) {
                return;
            }
            LOG.error("Temporary Accept Error on {} ({}), sleeping {}ms", endpoint.hostPort(), cause.getMessage(),
                    PAUSE_MILLIS);
            context.channel().config().setAutoRead(false);
            context.executor().schedule(() -> context.channel().config().setAutoRead(true), PAUSE_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }
}
