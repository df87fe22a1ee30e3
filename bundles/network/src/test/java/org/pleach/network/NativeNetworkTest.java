package org.pleach.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeNetworkTest {

    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void carriesBytesOverItsSockets(boolean nio) throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (NativeNetwork network = nio ? NativeNetwork.openNio(1, "test-net") : NativeNetwork.open(1, "test-net")) {
            Channel server = new ServerBootstrap().group(network.eventLoops())
                    .channelFactory(network::newServerChannel)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new Taking(received));
                        }
                    }).bind(LOOPBACK).sync().channel();
            Channel client = new Bootstrap().group(network.eventLoops()).channelFactory(network::newSocketChannel)
                    .handler(new ChannelInboundHandlerAdapter()).connect(server.localAddress()).sync().channel();
            client.writeAndFlush(Unpooled.copiedBuffer("PING", StandardCharsets.US_ASCII)).sync();

            assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("PING");
            assertThat(network.newDatagramChannel()).satisfies(udp ->
                    new Bootstrap().group(network.eventLoops()).channelFactory(() -> udp)
                            .handler(new ChannelInboundHandlerAdapter()).bind(LOOPBACK).syncUninterruptibly());
        }
    }

    @Test
    void leavesNoThreadBehind() {
        NativeNetwork network = NativeNetwork.open(2, "test-gone");
        network.eventLoops().forEach(loop -> loop.submit(() -> { }).syncUninterruptibly());
        assertThat(threadNames()).anyMatch(name -> name.startsWith("test-gone"));
        network.close();
        network.close();
        assertThat(threadNames()).noneMatch(name -> name.startsWith("test-gone"));
    }

    @Test
    void refusesToRunWithoutEventLoops() {
        assertThatThrownBy(() -> NativeNetwork.open(0, "none")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("event loops: expected 1 or more, got 0");
        assertThat(NativeNetwork.defaultEventLoops()).isPositive();
    }

    private static java.util.List<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }

    /** Completes a future with the first text read. */
    private static final class Taking extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<String> received;

        Taking(CompletableFuture<String> received) {
            this.received = received;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            received.complete(bytes.toString(StandardCharsets.US_ASCII));
            bytes.release();
        }
    }
}
