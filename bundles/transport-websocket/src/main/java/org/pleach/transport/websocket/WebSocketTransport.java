package org.pleach.transport.websocket;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.Transport;

/**
 * Takes NATS clients over WebSocket, as nats-server's {@code websocket} block has it. Wherever clients are listened for, it
 * listens too, on its own address; it does not connect anywhere.
 *
 * <p>Any thread. {@link #close} closes the port and every connection.
 */
public final class WebSocketTransport implements Transport, AutoCloseable {

    /** What {@link #name} says. */
    static final String NAME = "websocket";

    private final Network network;
    private final WebSocketOptions options;
    private final TlsUpgrade.Prepared tls;
    private final ChannelGroup channels;
    private final Deflation deflation = new Deflation();

    /**
     * @param upgrade does TLS; may be null if the options have none
     * @throws IllegalArgumentException if a file of the {@code tls} block cannot be used
     */
    public WebSocketTransport(Network network, WebSocketOptions options, TlsUpgrade upgrade) {
        this.network = network;
        this.options = options;
        this.tls = options.tls() == null ? null : upgrade.prepare(options.tls());
        this.channels = new DefaultChannelGroup(NAME, network.eventLoops().next(), true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean listensOn(ListenRequest request) {
        return request.purpose() == Purpose.CLIENT;
    }

    @Override
    public boolean connectsTo(Endpoint endpoint) {
        return false;
    }

    @Override
    public CompletionStage<Listener> listen(ListenRequest request) {
        if (!listensOn(request)) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(
                    "websocket listens for clients only, asked to for " + request.purpose()));
        }
        // Listening is rare and names of local addresses are in /etc/hosts: no thread of its own for that.
        InetSocketAddress address = new InetSocketAddress(options.listen().host(), options.listen().port());
        if (address.isUnresolved()) {
            return CompletableFuture.failedFuture(
                    new UnknownHostException("listen tcp: lookup " + options.listen().host() + ": no such host"));
        }
        return new WebSocketListening(network, options, tls, request.handler(), channels, deflation).start(address);
    }

    @Override
    public CompletionStage<Channel> connect(ConnectRequest request) {
        return CompletableFuture.failedFuture(new IllegalArgumentException(
                "websocket takes connections and makes none, asked to connect to " + request.endpoint()));
    }

    /** Closes the port and all connections and waits for it, unless called from an event loop. */
    @Override
    public void close() {
        var closed = channels.close();
        for (var loop : network.eventLoops()) {
            if (loop.inEventLoop()) {
                return;
            }
        }
        closed.awaitUninterruptibly();
        deflation.close();
    }
}
