package org.pleach.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.TlsSettings;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;

class TlsTest {

    @TempDir
    private Path directory;
    private final NativeNetwork network = NativeNetwork.open(1, "test-tls");
    private final Tls tls = new Tls();
    private final Peer server = new Peer(true);
    private final Peer client = new Peer(false);
    private TestCertificates certificates;
    private Path[] own;

    @BeforeEach
    void issueCertificates() {
        certificates = new TestCertificates(directory);
        own = certificates.issue("server", "127.0.0.1");
    }

    @AfterEach
    void close() {
        network.close();
    }

    private TlsSettings accepting(boolean verify) {
        return new TlsSettings(own[0], own[1], certificates.authorityFile(), verify, false, null, 5000);
    }

    private TlsSettings connecting(Path[] shown) {
        return new TlsSettings(shown == null ? null : shown[0], shown == null ? null : shown[1],
                certificates.authorityFile(), false, false, null, 5000);
    }

    private Listener listenWithTls(TcpTransport transport, TlsSettings settings) throws Exception {
        TlsUpgrade.Prepared prepared = tls.prepare(settings);
        return listen(transport, new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                prepared.accept(channel);
                channel.pipeline().addLast(server);
            }
        });
    }

    private static Listener listen(TcpTransport transport, ChannelInitializer<Channel> handler) throws Exception {
        return transport.listen(new ListenRequest(Purpose.CLIENT, Endpoint.parse("127.0.0.1:0"), handler))
                .toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Channel connect(TcpTransport transport, String endpoint) throws Exception {
        return transport.connect(new ConnectRequest(Purpose.ROUTE, Endpoint.parse(endpoint), client, 10_000))
                .toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void connectsToATlsEndpointItCanVerify() throws Exception {
        try (TcpTransport transport = new TcpTransport(network, connecting(null))) {
            Listener listener = listenWithTls(transport, accepting(false));
            Channel channel = connect(transport, "tls://" + listener.endpoint().hostPort());
            channel.writeAndFlush(Unpooled.copiedBuffer("CONNECT", StandardCharsets.US_ASCII));
            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("INFO CONNECT"));
            assertThat(client.events.toString()).isEqualTo("active ");
        }
    }

    @Test
    void refusesAPeerNoAuthorityVouchesFor() throws Exception {
        try (TcpTransport transport = new TcpTransport(network)) {
            Listener listener = listenWithTls(transport, accepting(false));
            assertThatThrownBy(() -> connect(transport, "tls://" + listener.endpoint().hostPort())).cause()
                    .hasMessageStartingWith("dial tls " + listener.endpoint().hostPort())
                    .hasMessageContaining("unable to find valid certification path");
            assertThat(client.channels).isEmpty();
        }
    }

    @Test
    void refusesACertificateForAnotherAddress() throws Exception {
        own = certificates.issue("elsewhere", "127.0.0.9");
        try (TcpTransport transport = new TcpTransport(network, connecting(null))) {
            Listener listener = listenWithTls(transport, accepting(false));
            assertThatThrownBy(() -> connect(transport, "tls://" + listener.endpoint().hostPort())).cause()
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void believesAnybodyOnlyWhenToldTo() throws Exception {
        own = certificates.issue("elsewhere", "127.0.0.9");
        try (TcpTransport transport = new TcpTransport(network,
                new TlsSettings(null, null, null, false, true, null, 5000))) {
            Listener listener = listenWithTls(transport, accepting(false));
            connect(transport, "tls://" + listener.endpoint().hostPort());
            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("INFO "));
        }
    }

    @Test
    void demandsACertificateOfThePeerWhenItVerifies() throws Exception {
        try (TcpTransport named = new TcpTransport(network, connecting(certificates.issue("client", "127.0.0.1")));
                TcpTransport nameless = new TcpTransport(network, connecting(null))) {
            Listener listener = listenWithTls(named, accepting(true));
            connect(named, "tls://" + listener.endpoint().hostPort());
            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("INFO "));

            // In TLS 1.3 the client believes it is connected before the server has seen that nothing came.
            try {
                Channel channel = connect(nameless, "tls://" + listener.endpoint().hostPort());
                await().until(() -> !channel.isOpen());
            } catch (java.util.concurrent.ExecutionException refusedAtOnce) {
                assertThat(refusedAtOnce).cause().isInstanceOf(java.io.IOException.class);
            }
            assertThat(client.received.toString()).isEqualTo("INFO ");
        }
    }

    @Test
    void upgradesAfterWordsInClear() throws Exception {
        TlsUpgrade.Prepared accepting = tls.prepare(accepting(false));
        TlsUpgrade.Prepared connecting = tls.prepare(connecting(null));
        try (TcpTransport transport = new TcpTransport(network)) {
            Listener listener = listen(transport, new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelActive(ChannelHandlerContext context) {
                            context.writeAndFlush(Unpooled.copiedBuffer("clear ", StandardCharsets.US_ASCII));
                            accepting.accept(context.channel());
                        }
                    }, server);
                }
            });
            Channel channel = connect(transport, listener.endpoint().hostPort());
            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("clear "));
            connecting.connect(channel, "127.0.0.1", listener.endpoint().port()).toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            channel.writeAndFlush(Unpooled.copiedBuffer("secret", StandardCharsets.US_ASCII));
            await().untilAsserted(() -> assertThat(client.received.toString()).isEqualTo("clear secret"));
        }
    }

    @Test
    void namesTheFileItCannotUse() throws Exception {
        Path missing = directory.resolve("missing.pem");
        assertThatThrownBy(() -> tls.prepare(new TlsSettings(null, null, missing, false, false, null, 1000)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("tls: cannot read file " + missing);
        Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");
        assertThatThrownBy(() -> tls.prepare(new TlsSettings(nonsense, own[1], null, false, false, null, 1000)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(nonsense.toString());
        assertThatThrownBy(() -> new TlsSettings(own[0], null, null, false, false, null, 1000))
                .hasMessage("tls: expected cert_file and key_file together, got cert_file alone");
    }
}
