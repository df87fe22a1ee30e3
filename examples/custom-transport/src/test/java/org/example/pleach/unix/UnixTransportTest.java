package org.example.pleach.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;

class UnixTransportTest {

    private static final Endpoint ENDPOINT = Endpoint.parse("unix://nats:4222");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void carriesBytesBothWays(boolean nio) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (NativeNetwork network = nio ? NativeNetwork.openNio(1, "unix") : NativeNetwork.open(1, "unix")) {
            UnixTransport transport = new UnixTransport(network, directory);
            Listener listener = transport.listen(new ListenRequest(Purpose.CLIENT, ENDPOINT, new Echo()))
                    .toCompletableFuture().get(10, TimeUnit.SECONDS);
            Channel channel = transport.connect(new ConnectRequest(Purpose.ROUTE, ENDPOINT, new Taking(answer), 5000))
                    .toCompletableFuture().get(10, TimeUnit.SECONDS);
            channel.writeAndFlush(Unpooled.copiedBuffer("PING", StandardCharsets.US_ASCII));

            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("PING");
            assertThat(channel.attr(PeerAttributes.REMOTE).get()).isEqualTo(ENDPOINT);
            listener.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(directory).isEmptyDirectory();
            transport.close();
            assertThat(channel.isOpen()).isFalse();
        }
    }

    @Test
    void namesTheSocketNobodyListensOn() {
        try (NativeNetwork network = NativeNetwork.open(1, "unix")) {
            UnixTransport transport = new UnixTransport(network, directory);
            assertThatThrownBy(() -> transport.connect(
                    new ConnectRequest(Purpose.CLIENT, ENDPOINT, new Echo(), 5000)).toCompletableFuture().get())
                    .cause().isInstanceOf(IOException.class)
                    .hasMessageStartingWith("dial unix " + directory.resolve("nats-4222.sock"));
            transport.close();
        }
    }

    @Test
    void leavesOtherSchemesToOthers() {
        try (NativeNetwork network = NativeNetwork.open(1, "unix")) {
            UnixTransport transport = new UnixTransport(network, directory);
            assertThat(transport.connectsTo(ENDPOINT)).isTrue();
            assertThat(transport.connectsTo(Endpoint.parse("nats://nats:4222"))).isFalse();
        }
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }

    private static final class Taking extends ChannelInboundHandlerAdapter {

        private final CompletableFuture<String> answer;

        Taking(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            answer.complete(bytes.toString(StandardCharsets.US_ASCII));
            bytes.release();
        }
    }
}
