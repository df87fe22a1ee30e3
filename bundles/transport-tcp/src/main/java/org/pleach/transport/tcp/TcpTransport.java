package org.pleach.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.TlsSettings;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.Transport;

/**
 * Carries NATS over TCP.
 *
 * <p>Listens where it is asked to, whatever AS the endpoint names, and connects to endpoints that name none. Names are
 * resolved on a thread of their own, and each address of a name is tried in turn. A {@code tls://} endpoint shakes
 * hands before it hands the channel on; with TLS after INFO in clear the broker uses {@link TlsUpgrade}.
 *
 * <p>Any thread. {@link #close} closes every port and connection.
 */
public final class TcpTransport implements Transport, AutoCloseable {

    /** What {@link #name} says. */
    static final String NAME = "tcp";

    /**
     * Enough for a full socket buffer to follow; more would only queue in front of a slow peer, unseen by the broker's
     * own limit.
     */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private static final Set<String> SCHEMES = Set.of("", "nats", "tcp", "tls", "nats-route", "nats-leaf");

    private final Network network;
    private final ChannelGroup channels;
    private final Resolver resolver = new Resolver();
    private final TlsOnDemand tls;

    /** Over {@code network}; {@code tls://} believes the JVM's authorities. */
    public TcpTransport(Network network) {
        this(network, TlsSettings.DEFAULT);
    }

    /**
     * Over {@code network}.
     *
     * @param tls whom connections to {@code tls://} endpoints believe
     * @throws IllegalArgumentException if a file of {@code tls} cannot be used
     */
    public TcpTransport(Network network, TlsSettings tls) {
        this.network = network;
        this.channels = new DefaultChannelGroup("tcp", network.eventLoops().next(), true);
        this.tls = new TlsOnDemand(tls, resolver);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean listensOn(ListenRequest request) {
        return SCHEMES.contains(request.endpoint().scheme());
    }

    @Override
    public boolean connectsTo(Endpoint endpoint) {
        return !endpoint.isScion() && SCHEMES.contains(endpoint.scheme());
    }

    @Override
    public CompletionStage<Listener> listen(ListenRequest request) {
        if (!listensOn(request) || request.endpoint().port() < 0) {
            return refused("listen", request.endpoint());
        }
        return new TcpListening(network, resolver, channels, request).start();
    }

    @Override
    public CompletionStage<Channel> connect(ConnectRequest request) {
        if (!connectsTo(request.endpoint()) || request.endpoint().port() <= 0) {
            return refused("connect", request.endpoint());
        }
        if (!request.endpoint().scheme().equals("tls")) {
            return new TcpDial(network, resolver, channels, request, null).start();
        }
        return tls.get().thenCompose(ready -> new TcpDial(network, resolver, channels, request, ready).start());
    }

    /** Closes all ports and connections and waits for it, unless called from an event loop. */
    @Override
    public void close() {
        resolver.close();
        var closed = channels.close();
        for (var loop : network.eventLoops()) {
            if (loop.inEventLoop()) {
                return;
            }
        }
        closed.awaitUninterruptibly();
    }

    private static <T> CompletionStage<T> refused(String verb, Endpoint endpoint) {
        return CompletableFuture.failedFuture(new IllegalArgumentException(
                "tcp cannot " + verb + " to " + endpoint + ": expected HOST:PORT with one of the schemes "
                        + SCHEMES.stream().filter(scheme -> !scheme.isEmpty()).sorted().toList()));
    }
}
