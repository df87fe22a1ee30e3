package org.pleach.scion.daemon;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.pleach.scion.daemon.DaemonException.Failure;
import org.pleach.transport.Network;

/**
 * Unary gRPC calls over one plain-text HTTP/2 connection ("prior knowledge"), which is opened when a call needs it and
 * again after it broke. The specification is gRPC's "gRPC over HTTP2".
 *
 * <p>Everything happens on one event loop. Calls in flight are bounded; so is an answer, before it is kept.
 */
public final class GrpcClient {

    private static final int MAX_CALLS = 256;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final Http2StreamInitializer NO_SERVER_STREAMS = new Http2StreamInitializer();

    private final String peer;
    private final Network network;
    private final EventLoop loop;
    private final InetSocketAddress address;
    private final Duration deadline;
    private final int maxAnswer;
    private final Set<GrpcCall> calls = new HashSet<>();
    private final List<GrpcCall> waiting = new ArrayList<>();
    private Channel connection;
    private boolean connecting;
    private boolean closed;

    /**
     * @param peer      who is called, for messages: {@code SCION daemon}
     * @param network   event loops and sockets
     * @param address   where it listens
     * @param deadline  how long a call may take
     * @param maxAnswer biggest message taken, bytes
     */
    public GrpcClient(String peer, Network network, InetSocketAddress address, Duration deadline, int maxAnswer) {
        this.peer = peer;
        this.network = network;
        this.loop = network.eventLoops().next();
        this.address = address;
        this.deadline = deadline;
        this.maxAnswer = maxAnswer;
    }

    /** Calls the method of this {@code :path}; completes on the event loop with the answer's bytes, or with a {@link DaemonException}. */
    public CompletableFuture<byte[]> call(String method, byte[] request) {
        GrpcCall call = new GrpcCall(peer, address, method, request, deadline, maxAnswer);
        if (loop.inEventLoop()) {
            start(call);
        } else {
            try {
                loop.execute(() -> start(call));
            } catch (java.util.concurrent.RejectedExecutionException e) {
                call.fail(Failure.UNREACHABLE, "the event loop has ended", e);
            }
        }
        return call.answer();
    }

    private void start(GrpcCall call) {
        if (closed) {
            call.fail(Failure.UNREACHABLE, "the client is closed", null);
            return;
        }
        if (calls.size() >= MAX_CALLS) {
            call.fail(Failure.UNREACHABLE, "more than " + MAX_CALLS + " calls under way", null);
            return;
        }
        calls.add(call);
        call.startDeadline(loop);
        call.answer().whenComplete((answer, failure) -> ended(call, failure));
        if (connection != null) {
            open(call);
            return;
        }
        waiting.add(call);
        if (!connecting) {
            connect();
        }
    }

    /** A connection on which a call got no answer may be dead without a sign: the next call takes a new one. */
    private void ended(GrpcCall call, Throwable failure) {
        calls.remove(call);
        waiting.remove(call);
        if (failure instanceof DaemonException e && e.failure() == Failure.DEADLINE && connection != null) {
            Channel suspect = connection;
            forget(suspect);
            suspect.close();
        }
    }

    private void connect() {
        connecting = true;
        SocketChannel channel = network.newSocketChannel();
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.config().setConnectTimeoutMillis((int) Math.min(Integer.MAX_VALUE, deadline.toMillis()));
        channel.pipeline().addLast(
                Http2FrameCodecBuilder.forClient()
                        .initialSettings(Http2Settings.defaultSettings()
                                .pushEnabled(false).maxHeaderListSize(MAX_HEADER_BYTES))
                        .validateHeaders(true)
                        .build(),
                new Http2MultiplexHandler(NO_SERVER_STREAMS),
                new ConnectionEnd());
        loop.register(channel).addListener((ChannelFuture registered) -> {
            if (registered.isSuccess()) {
                channel.connect(address).addListener((ChannelFuture connected) -> connected(channel, connected));
            } else {
                connected(channel, registered);
            }
        });
    }

    private void connected(Channel channel, Future<?> outcome) {
        connecting = false;
        List<GrpcCall> pending = List.copyOf(waiting);
        waiting.clear();
        if (!outcome.isSuccess()) {
            pending.forEach(call -> call.fail(Failure.UNREACHABLE, "cannot connect", outcome.cause()));
            return;
        }
        if (closed) {
            channel.close();
            return;
        }
        connection = channel;
        channel.closeFuture().addListener(end -> forget(channel));
        pending.forEach(this::open);
    }

    private void open(GrpcCall call) {
        if (call.answer().isDone()) {
            return;
        }
        new Http2StreamChannelBootstrap(connection).handler(call).open()
                .addListener((Future<Http2StreamChannel> opened) -> {
                    if (opened.isSuccess()) {
                        call.send(opened.getNow());
                    } else {
                        call.fail(Failure.UNREACHABLE, "cannot open a stream", opened.cause());
                    }
                });
    }

    private void forget(Channel channel) {
        if (connection == channel) {
            connection = null;
        }
    }

    /** Closes the connection; calls under way fail. */
    public void close() {
        Runnable end = () -> {
            closed = true;
            if (connection != null) {
                connection.close();
            }
            List.copyOf(calls).forEach(call -> call.fail(Failure.UNREACHABLE, "the client was closed", null));
        };
        if (loop.inEventLoop()) {
            end.run();
        } else if (!loop.isShuttingDown()) {
            loop.execute(end);
        }
    }

    /** After GOAWAY no new stream may be opened; the calls under way may still end. */
    private final class ConnectionEnd extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Http2GoAwayFrame) {
                forget(ctx.channel());
                if (calls.isEmpty()) {
                    ctx.close();
                }
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            forget(ctx.channel());
            ctx.close();
        }
    }

    /** A server has no business to open streams: there is no push. */
    @ChannelHandler.Sharable
    private static final class Http2StreamInitializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel stream) {
            stream.close();
        }
    }
}
