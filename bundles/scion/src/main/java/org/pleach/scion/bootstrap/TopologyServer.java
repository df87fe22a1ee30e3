package org.pleach.scion.bootstrap;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pleach.transport.Network;

/** Asks a discovery server for the topology: {@code GET /topology} over HTTP, as scionproto's bootstrapper does. */
final class TopologyServer {

    private static final String PATH = "/topology";

    private final Network network;
    private final InetSocketAddress address;
    private final Duration deadline;

    TopologyServer(Network network, InetSocketAddress address, Duration deadline) {
        this.network = network;
        this.address = address;
        this.deadline = deadline;
    }

    private String url() {
        return "http://" + address.getHostString() + ':' + address.getPort() + PATH;
    }

    CompletableFuture<Topology> topology() {
        CompletableFuture<Topology> answer = new CompletableFuture<>();
        EventLoop loop = network.eventLoops().next();
        SocketChannel channel = network.newSocketChannel();
        channel.config().setConnectTimeoutMillis((int) Math.min(Integer.MAX_VALUE, deadline.toMillis()));
        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(Topology.MAX_SIZE), new Answer(answer));
        loop.register(channel).addListener((ChannelFuture registered) -> {
            if (!registered.isSuccess()) {
                fail(answer, "cannot connect", registered.cause());
                return;
            }
            channel.connect(address).addListener((ChannelFuture connected) -> {
                if (connected.isSuccess()) {
                    channel.writeAndFlush(request());
                } else {
                    fail(answer, "cannot connect", connected.cause());
                }
            });
        });
        var timer = loop.schedule(() -> fail(answer, "no answer within " + deadline.toMillis() + " ms", null),
                deadline.toNanos(), TimeUnit.NANOSECONDS);
        answer.whenComplete((topology, failure) -> {
            timer.cancel(false);
            channel.close();
        });
        return answer;
    }

    private DefaultFullHttpRequest request() {
        DefaultFullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, PATH, Unpooled.EMPTY_BUFFER);
        request.headers().set(HttpHeaderNames.HOST, address.getHostString() + ':' + address.getPort())
                .set(HttpHeaderNames.ACCEPT, "application/json").set(HttpHeaderNames.CONNECTION, "close");
        return request;
    }

    private void fail(CompletableFuture<Topology> answer, String what, Throwable cause) {
        answer.completeExceptionally(new BootstrapException(url() + ": " + what
                + (cause == null ? "" : ": " + cause.getMessage()), cause));
    }

    private final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {

        private final CompletableFuture<Topology> answer;

        private Answer(CompletableFuture<Topology> answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            if (!response.status().equals(HttpResponseStatus.OK)) {
                fail(answer, "expected status 200, got " + response.status(), null);
                return;
            }
            try {
                answer.complete(Topology.parse(url(), response.content().toString(StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException e) {
                fail(answer, e.getMessage(), e);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            fail(answer, "the connection broke", null);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            fail(answer, "not HTTP as expected", cause);
        }
    }
}
