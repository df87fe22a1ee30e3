package org.pleach.transport.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Network;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.Transport.ConnectRequest;

/**
 * One attempt to reach an endpoint: look-up, then each address in turn, then TLS if asked for; all in one time limit.
 */
final class TcpDial {

    private final Network network;
    private final Resolver resolver;
    private final ChannelGroup channels;
    private final ConnectRequest request;
    private final TlsUpgrade.Prepared tls;
    private final CompletableFuture<Channel> result = new CompletableFuture<>();
    private final long deadline;
    private volatile Channel trying;

    TcpDial(Network network, Resolver resolver, ChannelGroup channels, ConnectRequest request,
            TlsUpgrade.Prepared tls) {
        this.network = network;
        this.resolver = resolver;
        this.channels = channels;
        this.request = request;
        this.tls = tls;
        this.deadline = network.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.timeoutMillis());
    }

    CompletableFuture<Channel> start() {
        Endpoint peer = request.endpoint();
        ScheduledFuture<?> limit = network.eventLoops().next()
                .schedule(this::giveUp, request.timeoutMillis(), TimeUnit.MILLISECONDS);
        result.whenComplete((channel, failure) -> limit.cancel(false));
        resolver.resolve(peer.host()).whenComplete((addresses, failure) -> {
            if (failure != null) {
                fail(new UnknownHostException("dial tcp: " + failure.getMessage()), failure);
            } else {
                tryAddress(addresses, 0);
            }
        });
        return result;
    }

    private void giveUp() {
        fail(new SocketTimeoutException("dial tcp " + request.endpoint().hostPort() + ": i/o timeout"), null);
        Channel channel = trying;
        if (channel != null) {
            channel.close();
        }
    }

    private void tryAddress(InetAddress[] addresses, int index) {
        if (result.isDone()) {
            return;
        }
        InetSocketAddress address = new InetSocketAddress(addresses[index], request.endpoint().port());
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - network.nanoTime());
        ChannelFuture attempt = new Bootstrap().group(network.eventLoops())
                .channelFactory(network::newSocketChannel)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, TcpTransport.WATER_MARK)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(1, left / (addresses.length - index)))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        channel.pipeline().addLast(new OnActive());
                    }
                })
                .connect(address);
        trying = attempt.channel();
        attempt.addListener(done -> {
            if (done.isSuccess()) {
                return;
            }
            if (index + 1 < addresses.length) {
                tryAddress(addresses, index + 1);
            } else {
                fail(new ConnectException("dial tcp " + SocketEndpoints.of(address).hostPort() + ": connect: "
                        + reason(done.cause())), done.cause());
            }
        });
    }

    /**
     * Takes over when the socket is connected. In the pipeline, since a listener of the connect future may run after
     * the peer's first words were read, when it was added late.
     */
    private final class OnActive extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (request.endpoint().scheme().equals("tls")) {
                shakeHands(context);
            } else {
                handOver(context);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // The stage tells it.
            context.close();
        }

        private void shakeHands(ChannelHandlerContext context) {
            Endpoint peer = request.endpoint();
            tls.connect(context.channel(), peer.host(), peer.port()).whenComplete((ok, failure) -> {
                if (failure == null) {
                    handOver(context);
                    return;
                }
                Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
                context.close();
                fail(new ConnectException("dial tls " + peer.hostPort() + ": " + cause.getMessage()), cause);
            });
        }

        private void handOver(ChannelHandlerContext context) {
            Channel channel = context.channel();
            if (result.isDone()) {
                channel.close();
                return;
            }
            SocketEndpoints.mark(channel);
            channel.pipeline().addLast(request.handler());
            context.fireChannelActive();
            channel.pipeline().remove(this);
            if (!result.complete(channel)) {
                channel.close();
            }
        }
    }

    private void fail(Exception failure, Throwable cause) {
        if (cause != null) {
            failure.initCause(cause);
        }
        result.completeExceptionally(failure);
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        int refused = message.indexOf("Connection refused");
        return refused >= 0 ? "connection refused" : message;
    }
}
