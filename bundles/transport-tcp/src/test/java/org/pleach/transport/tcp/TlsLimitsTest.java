package org.pleach.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.TlsSettings;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;

/** What a {@code tls} block may narrow, seen by a client of the JDK's. */
class TlsLimitsTest {

    @TempDir
    private Path directory;
    private final NativeNetwork network = NativeNetwork.open(1, "test-tls-limits");
    private final Peer server = new Peer(true);
    private final CompletableFuture<Void> handshake = new CompletableFuture<>();
    private TestCertificates certificates;
    private Path[] own;
    private Path[] shown;

    @BeforeEach
    void issueCertificates() {
        certificates = new TestCertificates(directory);
        own = certificates.issue("server", "127.0.0.1");
        shown = certificates.issue("client", "127.0.0.1");
    }

    @AfterEach
    void close() {
        network.close();
    }

    private TlsSettings settings(List<String> ciphers, String minVersion, Set<String> pinned) {
        return new TlsSettings(own[0], own[1], certificates.authorityFile(), !pinned.isEmpty(), false, null, 20_000,
                ciphers, minVersion, pinned);
    }

    private int listen(TcpTransport transport, TlsSettings settings) throws Exception {
        TlsUpgrade.Prepared prepared = new Tls().prepare(settings);
        Listener listener = transport.listen(new ListenRequest(Purpose.CLIENT, Endpoint.parse("127.0.0.1:0"),
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        prepared.accept(channel).whenComplete((done, failure) -> {
                            if (failure == null) {
                                handshake.complete(null);
                            } else {
                                handshake.completeExceptionally(failure);
                            }
                        });
                        channel.pipeline().addLast(server);
                    }
                })).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return listener.endpoint().port();
    }

    private static Certificate certificate(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private SSLSocket dial(int port, String version) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("ca", certificate(certificates.authorityFile()));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        try (PemReader pem = new PemReader(Files.newBufferedReader(shown[1]))) {
            keys.setKeyEntry("me", KeyFactory.getInstance("EC").generatePrivate(
                    new PKCS8EncodedKeySpec(pem.readPemObject().getContent())), new char[0],
                    new Certificate[] {certificate(shown[0])});
        }
        KeyManagerFactory show = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        show.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(show.getKeyManagers(), trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }

    private static String readAll(SSLSocket socket) {
        StringBuilder all = new StringBuilder();
        try {
            for (int octet = socket.getInputStream().read(); octet >= 0; octet = socket.getInputStream().read()) {
                all.append((char) octet);
            }
        } catch (IOException e) {
            all.append(" (broken)");
        }
        return all.toString();
    }

    @Test
    void doesNotShakeHandsASecondTime() throws Exception {
        try (TcpTransport transport = new TcpTransport(network);
                SSLSocket socket = dial(listen(transport, settings(List.of(), "1.2", Set.of())), "TLSv1.2")) {
            socket.startHandshake();
            socket.getOutputStream().write("one".getBytes());
            await().untilAsserted(() -> assertThat(server.received.toString()).isEqualTo("one"));

            assertThatThrownBy(() -> {
                socket.startHandshake();
                socket.getOutputStream().write("two".getBytes());
                if (readAll(socket).endsWith("(broken)") || socket.getSession().isValid()) {
                    throw new IOException("closed");
                }
            }).isInstanceOf(IOException.class);
            await().untilAsserted(() -> assertThat(server.events.toString()).contains("inactive"));
            assertThat(server.received.toString()).isEqualTo("one");
        }
    }

    @Test
    void takesNoOlderVersionThanConfigured() throws Exception {
        try (TcpTransport transport = new TcpTransport(network);
                SSLSocket socket = dial(listen(transport, settings(List.of(), "1.3", Set.of())), "TLSv1.2")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            assertThat(handshake).failsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void usesTheConfiguredCipherSuiteByEitherOfItsNames() throws Exception {
        TlsSettings settings = settings(List.of("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305"), "1.2", Set.of());
        try (TcpTransport transport = new TcpTransport(network);
                SSLSocket socket = dial(listen(transport, settings), "TLSv1.2")) {
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite())
                    .isEqualTo("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
        }
    }

    @Test
    void keepsTls13WhenCipherSuitesOfTls12AreConfigured() throws Exception {
        TlsSettings settings = settings(List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"), "1.2", Set.of());
        try (TcpTransport transport = new TcpTransport(network);
                SSLSocket socket = dial(listen(transport, settings), "TLSv1.3")) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void namesACipherSuiteThatTheJvmDoesNotHave() {
        assertThatThrownBy(() -> new Tls().prepare(settings(List.of("TLS_NONE"), "1.2", Set.of())))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("unrecognized cipher TLS_NONE");
    }

    @Test
    void takesOnlyPinnedKeys() throws Exception {
        String pin = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                .digest(certificate(shown[0]).getPublicKey().getEncoded()));
        try (TcpTransport transport = new TcpTransport(network);
                SSLSocket socket = dial(listen(transport, settings(List.of(), "1.2", Set.of(pin))), "TLSv1.3")) {
            socket.startHandshake();
            assertThat(handshake).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesKeysThatAreNotPinned() throws Exception {
        try (TcpTransport transport = new TcpTransport(network);
                SSLSocket socket = dial(listen(transport, settings(List.of(), "1.2", Set.of("00".repeat(32)))),
                        "TLSv1.3")) {
            socket.startHandshake();
            readAll(socket);
            assertThat(handshake).failsWithin(20, TimeUnit.SECONDS).withThrowableThat()
                    .withMessageContaining("certificate not pinned");
        }
    }
}
