package org.pleach.transport.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.pleach.transport.PeerAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the request that opens a connection, then gives the connection to the broker. Belongs to the event loop. */
final class RequestHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final WebSocketListening listening;
    private final Runnable settled;
    private Handshake handshake;
    private Future<?> timer;

    /** @param settled called once, when the connection is no more half-open */
    RequestHandler(WebSocketListening listening, Runnable settled) {
        this.listening = listening;
        this.settled = settled;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        timer = context.executor().schedule(() -> {
            LOG.debug("WebSocket handshake of {} took too long", context.channel().remoteAddress());
            context.close();
        }, listening.options().handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // Not yet for the broker.
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request && handshake == null) {
                handshake = Handshake.judge(request, listening.options(), isEncrypted(context.channel()));
                if (handshake.refusal() != null) {
                    refuse(context);
                }
            }
            if (message instanceof LastHttpContent && handshake != null && handshake.refusal() == null) {
                accept(context);
            }
        } finally {
            ReferenceCountUtil.release(message instanceof HttpObject ? message : null);
        }
    }

    private static boolean isEncrypted(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    private void refuse(ChannelHandlerContext context) {
        LOG.error("{} - websocket handshake error: {}",
                context.channel().attr(PeerAttributes.REMOTE).get().hostPort(), handshake.refusal());
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, handshake.status(),
                Unpooled.copiedBuffer(handshake.status().reasonPhrase() + '\n', StandardCharsets.US_ASCII));
        response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void accept(ChannelHandlerContext context) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, handshake.status(),
                Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.UPGRADE, "websocket").set(HttpHeaderNames.CONNECTION, "Upgrade")
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, handshake.accept());
        if (handshake.compress()) {
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, DeflateOffer.ANSWER);
        }
        context.writeAndFlush(response);
        settle();
        Channel channel = context.channel();
        channel.attr(PeerAttributes.ENCRYPTED).set(isEncrypted(channel));
        if (listening.options().map()) {
            channel.attr(PeerAttributes.IDENTITY).set(certificate(channel));
        }
        if (listening.options().pingInterval() != null) {
            channel.attr(PeerAttributes.PING_INTERVAL).set(listening.options().pingInterval());
        }
        // Frames go out past it from now on; what it has read comes when the broker is there.
        channel.pipeline().get(HttpServerCodec.class).removeOutboundHandler();
        channel.pipeline().addLast("frames", listening.frames(handshake.compress()));
        channel.pipeline().addLast(listening.handler());
        channel.pipeline().context("frames").fireChannelActive();
        channel.pipeline().remove(this);
        // Hands on what came behind the request.
        channel.pipeline().remove(HttpServerCodec.class);
    }

    private static X509Certificate certificate(Channel channel) {
        try {
            return (X509Certificate) channel.pipeline().get(SslHandler.class).engine().getSession()
                    .getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    private void settle() {
        timer.cancel(false);
        settled.run();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        settle();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("WebSocket handshake failed: {}", cause.toString());
        context.close();
    }
}
