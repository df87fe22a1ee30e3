package org.pleach.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.transport.tcp.Tls;

class ClientTlsTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    /** A handshake may take seconds on a busy machine that has not compiled the TLS code yet. */
    private static final int PATIENT = 30;

    @TempDir
    private Path directory;

    private LoopbackServer server(TestCertificate certificate, int timeoutSeconds) throws Exception {
        LoopbackServer server = new LoopbackServer("tls { timeout: " + timeoutSeconds + ", cert_file: \"" + certificate.certFile()
                + "\", key_file: \"" + certificate.keyFile() + "\" }");
        server.server().tls(new Tls());
        return server;
    }

    private static SSLContext trusting(TestCertificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("test", certificate.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void carriesMessagesOverTls() throws Exception {
        TestCertificate certificate = TestCertificate.make(directory);
        try (LoopbackServer server = server(certificate, PATIENT);
                Connection connection = Nats.connect(server.options().sslContext(trusting(certificate)).build())) {
            Subscription subscription = connection.subscribe("foo");
            String big = "x".repeat(500_000);
            for (int i = 0; i < 20; i++) {
                connection.publish("foo", (big + i).getBytes(StandardCharsets.US_ASCII));
                connection.publish("foo", ("small" + i).getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(subscription.nextMessage(WAIT).getData()).asString().isEqualTo(big + i);
                assertThat(subscription.nextMessage(WAIT).getData()).asString().isEqualTo("small" + i);
            }
        }
    }

    @Test
    void takesNothingInClear() throws Exception {
        TestCertificate certificate = TestCertificate.make(directory);
        try (LoopbackServer server = server(certificate, PATIENT); RawClient client = server.raw()) {
            assertThat(client.line()).contains("\"tls_required\":true");
            client.send("CONNECT {}\r\nPUB foo 1\r\nx\r\nPING\r\n");
            assertThat(client.rest()).doesNotContain("PONG");
            assertThat(server.server().totals().inMessages()).isZero();
            await().atMost(WAIT).until(() -> server.count(BrokerCounter.TLS_HANDSHAKE_FAILURES) == 1);
        }
    }

    @Test
    void closesAConnectionThatDoesNotShakeHands() throws Exception {
        TestCertificate certificate = TestCertificate.make(directory);
        try (LoopbackServer server = server(certificate, 1); RawClient client = server.raw()) {
            client.line();
            assertThat(server.server().options().tls().settings().timeoutMillis()).isEqualTo(1000);
            client.rest();
            await().atMost(WAIT).until(() -> server.count(BrokerCounter.TLS_HANDSHAKE_FAILURES) == 1);
        }
    }

    @Test
    void takesNobodyWhileNobodyCanDoTls() throws Exception {
        TestCertificate certificate = TestCertificate.make(directory);
        try (LoopbackServer server = server(certificate, PATIENT)) {
            server.server().tls(null);
            try (RawClient client = server.raw()) {
                assertThat(client.rest()).isEmpty();
            }
            server.server().tls(new Tls());
            Nats.connect(server.options().sslContext(trusting(certificate)).build()).close();
        }
    }
}
