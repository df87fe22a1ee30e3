package org.pleach.transport.scion;

import io.netty.channel.Channel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionSocket;
import org.pleach.transport.Endpoint;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.scion.quic.Dialling;
import org.pleach.transport.scion.quic.SingleStreamChannel;

/**
 * One attempt to reach a SCION endpoint: a socket of its own, paths, then the QUIC handshake; all in one time limit.
 * The socket lives as long as the connection.
 */
final class ScionDial {

    private final ScionTransport.Context context;
    private final ConnectRequest request;
    private final CompletableFuture<Channel> result = new CompletableFuture<>();
    private final long deadline;

    ScionDial(ScionTransport.Context context, ConnectRequest request) {
        this.context = context;
        this.request = request;
        this.deadline = context.network().nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.timeoutMillis());
    }

    CompletableFuture<Channel> start() {
        ScionAddress peer;
        try {
            peer = ScionAddress.of(request.endpoint());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        ScheduledFuture<?> limit = context.network().eventLoops().next().schedule(
                () -> fail(new SocketTimeoutException("timeout: no answer")), request.timeoutMillis(),
                TimeUnit.MILLISECONDS);
        result.whenComplete((channel, failure) -> limit.cancel(false));
        String anyHost = peer.host() instanceof Inet6Address ? "::" : Endpoint.ANY_HOST;
        String mode = context.pathMode(request.endpoint(), request.purpose());
        context.endhost().bind(anyHost, 0, mode).whenComplete((socket, failure) -> {
            if (failure != null) {
                fail(failure);
            } else {
                resolve(socket, peer);
            }
        });
        return result;
    }

    private void resolve(ScionSocket socket, ScionAddress peer) {
        context.sockets().add(socket.channel());
        result.whenComplete((channel, failure) -> {
            if (failure != null) {
                // Not at once: the peer may still have to be told why.
                socket.channel().eventLoop().execute(socket::close);
            }
        });
        socket.resolve(peer).whenComplete((synthetic, failure) -> {
            if (failure != null) {
                fail(failure);
            } else {
                socket.channel().eventLoop().execute(() -> dial(socket, peer, synthetic));
            }
        });
    }

    private void dial(ScionSocket socket, ScionAddress peer, InetSocketAddress synthetic) {
        int left = (int) TimeUnit.NANOSECONDS.toMillis(deadline - context.network().nanoTime());
        if (result.isDone() || left <= 0) {
            return;
        }
        Confirmation confirmation = new Confirmation(socket, context.counters(), true);
        socket.channel().pipeline().addLast(confirmation);
        Endpoint endpoint = peer.toEndpoint();
        new Dialling(context.settings(), context.counters())
                .connect(socket.channel(), socket.syntheticLocalAddress(), synthetic,
                        context.identity().connecting(endpoint.host(), endpoint.port()), left,
                        connection -> track(socket, confirmation, connection, synthetic),
                        channel -> prepare(socket, endpoint, channel))
                .whenComplete((channel, failure) -> {
                    if (failure != null) {
                        fail(failure);
                    } else if (!result.complete(channel)) {
                        channel.close();
                    }
                });
    }

    private void track(ScionSocket socket, Confirmation confirmation, QuicChannel connection,
            InetSocketAddress synthetic) {
        connection.pipeline().addLast(new PeerTracking(socket, confirmation, synthetic));
        connection.closeFuture().addListener(closed -> {
            socket.release(synthetic);
            // Not at once: the connection's last datagram is on its way through this channel.
            socket.channel().eventLoop().execute(socket::close);
        });
    }

    private void prepare(ScionSocket socket, Endpoint peer, SingleStreamChannel channel) {
        channel.attr(PeerAttributes.TRANSPORT).set(ScionTransport.NAME);
        channel.attr(PeerAttributes.LOCAL).set(socket.localAddress().toEndpoint());
        channel.attr(PeerAttributes.REMOTE).set(peer);
        context.streams().add(channel);
        channel.pipeline().addLast(request.handler());
    }

    private void fail(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        result.completeExceptionally(new IOException(
                "dial scion " + request.endpoint().hostPort() + ": " + cause.getMessage(), cause));
    }
}
