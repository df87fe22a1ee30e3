package org.pleach.transport.websocket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.NetUtil;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.TlsUpgrade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open port and the connections that come to it, up to where they are the broker's. */
final class WebSocketListening {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketListening.class);
    private static final int BACKLOG = 1024;
    private static final int MOST_LINE = 4096;
    private static final int MOST_HEADERS = 16 * 1024;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final Network network;
    private final WebSocketOptions options;
    private final TlsUpgrade.Prepared tls;
    private final ChannelHandler handler;
    private final ChannelGroup channels;
    private final Deflation deflation;
    private final AtomicInteger halfOpen = new AtomicInteger();

    /** @param tls what does the handshakes, or null for connections in clear */
    WebSocketListening(Network network, WebSocketOptions options, TlsUpgrade.Prepared tls, ChannelHandler handler,
            ChannelGroup channels, Deflation deflation) {
        this.network = network;
        this.options = options;
        this.tls = tls;
        this.handler = handler;
        this.channels = channels;
        this.deflation = deflation;
    }

    WebSocketOptions options() {
        return options;
    }

    ChannelHandler handler() {
        return handler;
    }

    FrameHandler frames(boolean compress) {
        return new FrameHandler(compress ? deflation : null, options.maxMessage());
    }

    CompletableFuture<Listener> start(InetSocketAddress address) {
        CompletableFuture<Listener> result = new CompletableFuture<>();
        ChannelFuture bound = new ServerBootstrap().group(network.eventLoops())
                .channelFactory(network::newServerChannel)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accept(accepted);
                    }
                })
                .bind(address);
        bound.addListener(done -> {
            if (done.isSuccess()) {
                channels.add(bound.channel());
                result.complete(new Opened(bound.channel(), new Endpoint(tls == null ? "ws" : "wss", null,
                        options.listen().host(), ((InetSocketAddress) bound.channel().localAddress()).getPort(), null)));
                if (tls == null) {
                    LOG.warn("Websocket not configured with TLS. DO NOT USE IN PRODUCTION!");
                }
            } else {
                BindException failure = new BindException("Unable to listen for websocket connections: listen tcp "
                        + options.listen().hostPort() + ": bind: " + done.cause().getMessage());
                failure.initCause(done.cause());
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private void accept(Channel channel) {
        if (halfOpen.incrementAndGet() > options.maxHalfOpen()) {
            halfOpen.decrementAndGet();
            LOG.debug("More than {} WebSocket connections half-open, closing {}", options.maxHalfOpen(),
                    channel.remoteAddress());
            channel.close();
            return;
        }
        AtomicBoolean settled = new AtomicBoolean();
        channels.add(channel);
        channel.attr(PeerAttributes.TRANSPORT).set(WebSocketTransport.NAME);
        channel.attr(PeerAttributes.REMOTE).set(endpoint((InetSocketAddress) channel.remoteAddress()));
        channel.attr(PeerAttributes.LOCAL).set(endpoint((InetSocketAddress) channel.localAddress()));
        channel.pipeline().addLast(new HttpServerCodec(new HttpDecoderConfig().setMaxInitialLineLength(MOST_LINE)
                .setMaxHeaderSize(MOST_HEADERS)), new RequestHandler(this, () -> {
                    if (settled.compareAndSet(false, true)) {
                        halfOpen.decrementAndGet();
                    }
                }));
        if (tls != null) {
            tls.accept(channel).whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.debug("websocket: http: TLS handshake error from {}: {}", channel.remoteAddress(),
                            failure.getClass().getSimpleName());
                }
            });
        }
    }

    private static Endpoint endpoint(InetSocketAddress address) {
        return address == null ? Endpoint.of(Endpoint.ANY_HOST, 0)
                : Endpoint.of(NetUtil.toAddressString(address.getAddress()), address.getPort());
    }

    /** An open port. */
    private record Opened(Channel channel, Endpoint endpoint) implements Listener {

        @Override
        public String transport() {
            return WebSocketTransport.NAME;
        }

        @Override
        public CompletableFuture<Void> close() {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            channel.close();
            channel.closeFuture().addListener(done -> closed.complete(null));
            return closed;
        }
    }
}
