package org.example.pleach.unix;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.Transport;

/** NATS over Unix domain sockets: {@code unix://NAME:PORT} is the file {@code NAME-PORT.sock} in a directory. */
@Component(service = Transport.class, configurationPid = "org.example.pleach.unix")
public final class UnixTransport implements Transport {

    private static final String NAME = "unix";

    /** The configuration {@code org.example.pleach.unix}. */
    public @interface Settings {
        /** Where the sockets are; empty for the directory for temporary files. */
        String directory() default "";
    }

    private final Network network;
    private final Path directory;
    private final UnixSockets sockets;
    private final ChannelGroup channels;

    /** Started by the container. */
    @Activate
    public UnixTransport(@Reference Network network, Settings settings) {
        this(network, Path.of(settings.directory().isEmpty()
                ? System.getProperty("java.io.tmpdir") : settings.directory()));
    }

    UnixTransport(Network network, Path directory) {
        this.network = network;
        this.directory = directory;
        this.sockets = UnixSockets.fitting(network.eventLoops());
        this.channels = new DefaultChannelGroup(NAME, network.eventLoops().next(), true);
    }

    /** Asked of every transport: when it stops, nothing of it stays open. */
    @Deactivate
    void close() {
        channels.close().awaitUninterruptibly();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean listensOn(ListenRequest request) {
        return connectsTo(request.endpoint());
    }

    @Override
    public boolean connectsTo(Endpoint endpoint) {
        return endpoint.scheme().equals(NAME) && !endpoint.isScion();
    }

    @Override
    public CompletionStage<Listener> listen(ListenRequest request) {
        if (!listensOn(request)) {
            return refused(request.endpoint());
        }
        Endpoint endpoint = request.endpoint();
        File file = file(endpoint);
        try {
            // A socket file outlives its process; binding to one that is there fails.
            Files.deleteIfExists(file.toPath());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new IOException("listen unix " + file + ": " + e.getMessage(), e));
        }
        ChannelFuture bound = new ServerBootstrap().group(network.eventLoops()).channelFactory(sockets.server()::get)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel server) {
                        channels.add(server);
                    }
                })
                .childHandler(introducing(endpoint, request.handler()))
                .bind(sockets.address().apply(file));
        return stage(bound, "listen unix " + file).thenApply(server -> new Socket(server, endpoint, file));
    }

    @Override
    public CompletionStage<Channel> connect(ConnectRequest request) {
        if (!connectsTo(request.endpoint())) {
            return refused(request.endpoint());
        }
        File file = file(request.endpoint());
        return stage(new Bootstrap().group(network.eventLoops()).channelFactory(sockets.client()::get)
                .handler(introducing(request.endpoint(), request.handler()))
                .connect(sockets.address().apply(file)), "dial unix " + file);
    }

    /** Tells the broker who is at the other end before its own handlers see the channel. */
    private ChannelHandler introducing(Endpoint endpoint, ChannelHandler handler) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channels.add(channel);
                channel.attr(PeerAttributes.TRANSPORT).set(NAME);
                channel.attr(PeerAttributes.LOCAL).set(endpoint);
                channel.attr(PeerAttributes.REMOTE).set(endpoint);
                channel.pipeline().addLast(handler);
            }
        };
    }

    private File file(Endpoint endpoint) {
        return directory.resolve(endpoint.host() + '-' + endpoint.port() + ".sock").toFile();
    }

    private static <T> CompletionStage<T> refused(Endpoint endpoint) {
        return CompletableFuture.failedFuture(
                new IllegalArgumentException("expected unix://NAME:PORT, got " + endpoint));
    }

    private static CompletableFuture<Channel> stage(ChannelFuture future, String action) {
        CompletableFuture<Channel> stage = new CompletableFuture<>();
        future.addListener(done -> {
            if (done.isSuccess()) {
                stage.complete(future.channel());
            } else {
                stage.completeExceptionally(new IOException(action + ": " + done.cause().getMessage(), done.cause()));
            }
        });
        return stage;
    }

    private record Socket(Channel server, Endpoint endpoint, File file) implements Listener {

        @Override
        public String transport() {
            return NAME;
        }

        @Override
        public CompletionStage<Void> close() {
            return stage(server.close(), "close unix " + file).thenAccept(closed -> file.delete());
        }
    }
}
