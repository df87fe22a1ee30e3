package org.pleach.transport.scion;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pleach.network.NativeNetwork;

/** A QUIC client without manners: speaks any application protocol and opens streams as it likes. */
final class RawQuicClient extends ChannelInboundHandlerAdapter implements AutoCloseable {

    final CompletableFuture<QuicConnectionCloseEvent> closedByPeer = new CompletableFuture<>();
    final Faults faults = new Faults();
    private final Channel socket;

    RawQuicClient(NativeNetwork network, String protocol) throws InterruptedException {
        socket = new Bootstrap().group(network.eventLoops()).channelFactory(network::newDatagramChannel)
                .handler(faults).bind(new InetSocketAddress("127.0.0.1", 0)).sync().channel();
        socket.pipeline().addLast(new QuicClientCodecBuilder()
                .sslContext(QuicSslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm(null).applicationProtocols(protocol).build())
                .maxIdleTimeout(20, TimeUnit.SECONDS)
                .initialMaxData(1_000_000).initialMaxStreamDataUnidirectional(1_000_000)
                .initialMaxStreamsUnidirectional(10)
                .build());
    }

    Future<QuicChannel> connect(int port) {
        return QuicChannel.newBootstrap(socket).handler(this).streamHandler(new Dropping())
                .remoteAddress(new InetSocketAddress("127.0.0.1", port)).connect();
    }

    /** Opens a unidirectional stream and writes something to it. */
    static QuicStreamChannel openStream(QuicChannel connection) throws InterruptedException {
        QuicStreamChannel stream =
                connection.createStream(QuicStreamType.UNIDIRECTIONAL, new Dropping()).sync().getNow();
        stream.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {'x'})).sync();
        return stream;
    }

    @Override
    public boolean isSharable() {
        return true;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof QuicConnectionCloseEvent close) {
            closedByPeer.complete(close);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Told by the close event.
    }

    @Override
    public void close() {
        socket.close().syncUninterruptibly();
    }

    private static final class Dropping extends ChannelInboundHandlerAdapter {

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // Its connection tells.
        }
    }
}
