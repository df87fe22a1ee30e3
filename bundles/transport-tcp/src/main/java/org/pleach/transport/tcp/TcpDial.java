package org.pleach.transport.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslHandler;
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

/** One attempt to reach an endpoint: look-up, then each address in turn, then TLS if asked for; all in one time limit. */
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
                    }
                })
                .connect(address);
        trying = attempt.channel();
        attempt.addListener(done -> {
            if (done.isSuccess()) {
                connected(attempt.channel());
            } else if (index + 1 < addresses.length) {
                tryAddress(addresses, index + 1);
            } else {
                fail(new ConnectException("dial tcp " + SocketEndpoints.of(address).hostPort() + ": connect: " + reason(done.cause())),
                        done.cause());
            }
        });
    }

    private void connected(Channel channel) {
        if (!request.endpoint().scheme().equals("tls")) {
            handOver(channel);
            return;
        }
        tls.connect(channel, request.endpoint().host(), request.endpoint().port()).whenComplete((ok, failure) -> {
            if (failure == null) {
                handOver(channel);
                // It passed while the handshake was still to come, and the handler was not there yet.
                channel.pipeline().context(SslHandler.class).fireChannelActive();
            } else {
                Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
                channel.close();
                fail(new ConnectException("dial tls " + request.endpoint().hostPort() + ": " + cause.getMessage()), cause);
            }
        });
    }

    /** On the channel's event loop; the stage completes after the handler saw {@code channelActive}. */
    private void handOver(Channel channel) {
        if (result.isDone()) {
            channel.close();
            return;
        }
        SocketEndpoints.mark(channel);
        channel.pipeline().addLast(request.handler());
        channel.eventLoop().execute(() -> {
            if (!result.complete(channel)) {
                channel.close();
            }
        });
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
