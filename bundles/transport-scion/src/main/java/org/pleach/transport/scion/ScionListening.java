package org.pleach.transport.scion;

import io.netty.handler.codec.quic.QuicChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.pleach.path.IsdAs;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionSocket;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.scion.quic.AcceptingPort;
import org.pleach.transport.scion.quic.SingleStreamChannel;

/** Opens one SCION port and gives each connection that comes to the broker. */
final class ScionListening {

    private final ScionTransport.Context context;
    private final ListenRequest request;

    ScionListening(ScionTransport.Context context, ListenRequest request) {
        this.context = context;
        this.request = request;
    }

    CompletionStage<Listener> start() {
        Endpoint wanted = request.endpoint();
        String host = wanted.host().equals("localhost") ? "127.0.0.1" : wanted.host();
        return context.endhost().localAs()
                .thenAccept(this::requireLocal)
                .thenCompose(local -> context.endhost()
                        .bind(host, wanted.port(), context.pathMode(wanted, request.purpose())))
                .thenCompose(this::accept)
                .exceptionally(failure -> {
                    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
                    throw new CompletionException(new IOException(
                            "listen scion " + wanted.hostPort() + ": " + cause.getMessage(), cause));
                });
    }

    private void requireLocal(IsdAs local) {
        IsdAs wanted = request.endpoint().isdAs();
        if (wanted != null && !wanted.equals(local)) {
            throw new IllegalArgumentException(
                    "expected an address of the local AS " + local + ", got one of " + wanted);
        }
    }

    private CompletionStage<Listener> accept(ScionSocket socket) {
        CompletableFuture<Listener> opened = new CompletableFuture<>();
        context.sockets().add(socket.channel());
        socket.channel().eventLoop().execute(() -> {
            Confirmation confirmation = new Confirmation(socket, context.counters(), false);
            AcceptingPort port = new AcceptingPort(socket.channel(), context.settings(), context.counters());
            socket.channel().pipeline().addLast(confirmation);
            port.install(context.identity().accepting(), context.network()::nanoTime,
                    address -> String.valueOf(socket.peer((InetSocketAddress) address)),
                    connection -> track(socket, confirmation, connection), channel -> prepare(socket, channel));
            Endpoint endpoint = socket.localAddress().toEndpoint().withScheme(request.endpoint().scheme());
            opened.complete(new Opened(socket, port, endpoint));
        });
        return opened;
    }

    private void track(ScionSocket socket, Confirmation confirmation, QuicChannel connection) {
        InetSocketAddress peer = (InetSocketAddress) connection.remoteSocketAddress();
        connection.pipeline().addLast(new PeerTracking(socket, confirmation, peer));
    }

    private void prepare(ScionSocket socket, SingleStreamChannel channel) {
        ScionAddress peer = socket.peer((InetSocketAddress) channel.remoteAddress());
        if (peer == null) {
            throw new IllegalStateException("no peer known by " + channel.remoteAddress());
        }
        channel.attr(PeerAttributes.TRANSPORT).set(ScionTransport.NAME);
        channel.attr(PeerAttributes.LOCAL).set(socket.localAddress().toEndpoint());
        channel.attr(PeerAttributes.REMOTE).set(peer.toEndpoint());
        context.streams().add(channel);
        channel.pipeline().addLast(request.handler());
    }

    /** An open port. */
    private record Opened(ScionSocket socket, AcceptingPort port, Endpoint endpoint) implements Listener {

        @Override
        public String transport() {
            return ScionTransport.NAME;
        }

        /**
         * Connections share the port, so it stays in use until the last of them ends; new ones are kept out at once.
         */
        @Override
        public CompletionStage<Void> close() {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            socket.channel().eventLoop().execute(() -> port.close(() -> closed.complete(null)));
            return closed;
        }
    }
}
