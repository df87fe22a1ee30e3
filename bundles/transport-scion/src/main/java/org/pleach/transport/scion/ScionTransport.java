package org.pleach.transport.scion;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.pleach.counters.CounterSource;
import org.pleach.counters.Counters;
import org.pleach.scion.ScionEndhost;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.Transport;
import org.pleach.transport.scion.quic.QuicCount;
import org.pleach.transport.scion.quic.QuicSettings;
import org.pleach.transport.scion.tls.QuicIdentity;

/**
 * Carries NATS over QUIC over SCION.
 *
 * <p>Listens on any endpoint, in the local AS, next to TCP; connects to endpoints with an AS. A connection survives the
 * loss of its path: the SCION stack below moves it to another one, QUIC sends again what was lost.
 *
 * <p>Any thread. {@link #close} ends every port and connection.
 */
public final class ScionTransport implements Transport, AutoCloseable {

    static final String NAME = "scion";
    /** What an endpoint may say behind a question mark. */
    static final String PATH_MODE = "path_mode";

    private static final Set<String> SCHEMES = Set.of("", "nats", "tls", "nats-route", "nats-leaf", "scion", "quic");
    private static final int GOODBYE_MILLIS = 1000;

    private volatile Context context;

    /**
     * Over a SCION host.
     *
     * @throws IllegalArgumentException if a TLS file of the options cannot be used
     */
    public ScionTransport(ScionEndhost endhost, Network network, ScionTransportOptions options) {
        context = new Context(endhost, network, settings(options), identity(options),
                options.clientPathMode(), new Counters<>("quic", QuicCount.class),
                new DefaultChannelGroup("scion-sockets", network.eventLoops().next(), true),
                new DefaultChannelGroup("scion-streams", network.eventLoops().next(), true));
    }

    /**
     * Takes other options, for ports and connections still to come.
     *
     * @throws IllegalArgumentException if a TLS file of the options cannot be used; then nothing changes
     */
    public void reconfigure(ScionTransportOptions options) {
        Context now = context;
        context = new Context(now.endhost, now.network, settings(options), identity(options), options.clientPathMode(),
                now.counters, now.sockets, now.streams);
    }

    private static QuicSettings settings(ScionTransportOptions options) {
        return new QuicSettings(options.idleTimeout(), options.keepAlive(), options.handshakeTimeout(),
                options.closeTimeout(), options.datagramSize(), options.streamWindow(), options.connectionWindow(),
                options.congestion().algorithm(), options.retryAbove(), options.maxHalfOpen());
    }

    private static QuicIdentity identity(ScionTransportOptions options) {
        return options.tls() == null ? QuicIdentity.unverified() : QuicIdentity.of(options.tls());
    }

    /**
     * What listening and dialling have in common.
     *
     * @param clientPathMode the path mode of ports for clients, or null
     * @param sockets every open SCION socket
     * @param streams every connection the broker has
     */
    record Context(ScionEndhost endhost, Network network, QuicSettings settings, QuicIdentity identity,
            String clientPathMode, Counters<QuicCount> counters, ChannelGroup sockets, ChannelGroup streams) {

        /** The path mode that an endpoint asks for, or one for its purpose, or null for the one of the section. */
        String pathMode(Endpoint endpoint, Purpose purpose) {
            String own = endpoint.parameters().get(PATH_MODE);
            return own != null ? own : purpose == Purpose.CLIENT ? clientPathMode : null;
        }
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
        return endpoint.isScion() && SCHEMES.contains(endpoint.scheme());
    }

    @Override
    public CompletionStage<Listener> listen(ListenRequest request) {
        if (!listensOn(request) || request.endpoint().port() < 0) {
            return refused("listen on", request.endpoint());
        }
        return new ScionListening(context, request).start();
    }

    @Override
    public CompletionStage<Channel> connect(ConnectRequest request) {
        if (!connectsTo(request.endpoint()) || request.endpoint().port() <= 0) {
            return refused("connect to", request.endpoint());
        }
        return new ScionDial(context, request).start();
    }

    private static <T> CompletionStage<T> refused(String verb, Endpoint endpoint) {
        return CompletableFuture.failedFuture(new IllegalArgumentException("scion cannot " + verb + ' ' + endpoint
                + ": expected a SCION address such as [18-ffaa:1:10bf,127.0.0.1]:4248"));
    }

    /** What happened so far to QUIC connections. */
    public CounterSource counters() {
        return context.counters();
    }

    /**
     * Says goodbye on every connection, for at most a second, then closes all sockets. Waits for it, unless called from
     * an event loop.
     */
    @Override
    public void close() {
        CompletableFuture<?>[] connections = context.streams().stream().map(stream -> gone(stream.parent()))
                .toArray(CompletableFuture<?>[]::new);
        context.streams().close();
        CompletableFuture<Void> said = CompletableFuture.allOf(connections);
        var patience = context.network().eventLoops().next()
                .schedule(() -> said.complete(null), GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> closed = said.thenCompose(ok -> {
            patience.cancel(false);
            return closeSockets();
        });
        for (var loop : context.network().eventLoops()) {
            if (loop.inEventLoop()) {
                return;
            }
        }
        closed.join();
    }

    private static CompletableFuture<Void> gone(Channel connection) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        connection.closeFuture().addListener(closed -> gone.complete(null));
        return gone;
    }

    private CompletableFuture<Void> closeSockets() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.sockets().close().addListener(closed -> done.complete(null));
        return done;
    }
}
