package org.pleach.scion.daemon;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.pleach.network.NativeNetwork;

/** A gRPC server on a free port of loopback, which does what a test tells it to. */
public final class FakeDaemon implements AutoCloseable {

    /** Answers one call. */
    @FunctionalInterface
    public interface Behaviour {
        /** Called on the server's event loop with the request's message. */
        void answer(Call call, byte[] request);
    }

    /** One call, as the server sees it. */
    public static final class Call {
        private final ChannelHandlerContext context;
        public final String path;
        public final Http2Headers headers;

        private Call(ChannelHandlerContext context, Http2Headers headers) {
            this.context = context;
            this.headers = headers;
            this.path = headers.path().toString();
        }

        public Channel stream() {
            return context.channel();
        }

        /** Answers as gRPC does. */
        public void succeed(byte[] message) {
            head("200", "application/grpc");
            data(frame(message), false);
            trailers("0", null);
        }

        public void fail(int status, String text) {
            Http2Headers only = new DefaultHttp2Headers().status("200").set("content-type", "application/grpc+proto")
                    .set("grpc-status", Integer.toString(status));
            context.writeAndFlush(new DefaultHttp2HeadersFrame(text == null ? only : only.set("grpc-message", text), true));
        }

        public void head(String status, String type) {
            context.writeAndFlush(new DefaultHttp2HeadersFrame(
                    new DefaultHttp2Headers().status(status).set("content-type", type)));
        }

        public void data(ByteBuf bytes, boolean end) {
            context.writeAndFlush(new DefaultHttp2DataFrame(bytes, end));
        }

        public void trailers(String status, String text) {
            Http2Headers trailers = new DefaultHttp2Headers();
            if (status != null) {
                trailers.set("grpc-status", status);
            }
            if (text != null) {
                trailers.set("grpc-message", text);
            }
            context.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true));
        }
    }

    public final AtomicInteger calls = new AtomicInteger();
    public final AtomicInteger connections = new AtomicInteger();
    public volatile Behaviour behaviour;
    private final NativeNetwork network = NativeNetwork.openNio(1, "fake-daemon");
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private Channel server;
    private InetSocketAddress address = new InetSocketAddress("127.0.0.1", 0);

    public FakeDaemon(Behaviour behaviour) {
        this.behaviour = behaviour;
        start();
    }

    /** Opens the port, the same one each time. */
    public void start() {
        server = new ServerBootstrap().group(network.eventLoops()).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.incrementAndGet();
                        open.add(channel);
                        channel.pipeline().addLast(Http2FrameCodecBuilder.forServer().build(),
                                new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel stream) {
                                        stream.pipeline().addLast(new Stream());
                                    }
                                }));
                    }
                }).bind(address).syncUninterruptibly().channel();
        address = (InetSocketAddress) server.localAddress();
    }

    /** Closes port and connections. */
    public void stop() {
        server.close().syncUninterruptibly();
        open.close().syncUninterruptibly();
    }

    public InetSocketAddress address() {
        return address;
    }

    public static ByteBuf frame(byte[] message) {
        return Unpooled.buffer().writeByte(0).writeInt(message.length).writeBytes(message);
    }

    @Override
    public void close() {
        stop();
        network.close();
    }

    private final class Stream extends ChannelInboundHandlerAdapter {
        private final ByteBuf request = Unpooled.buffer();
        private Http2Headers headers;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            boolean end = false;
            if (message instanceof Http2HeadersFrame frame) {
                headers = frame.headers();
                end = frame.isEndStream();
            } else if (message instanceof Http2DataFrame data) {
                request.writeBytes(data.content());
                end = data.isEndStream();
            }
            ReferenceCountUtil.release(message);
            if (end) {
                calls.incrementAndGet();
                request.skipBytes(5);
                behaviour.answer(new Call(ctx, headers), ByteBufUtil.getBytes(request));
            }
        }
    }
}
