package org.pleach.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JnatsOverWebSocketTest {

    private static final Duration WAIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private static void talks(WebServer server, Options options) throws Exception {
        try (Connection web = Nats.connect(options);
                Connection tcp = Nats.connect(new Options.Builder().server(server.tcpUrl()).build())) {
            Subscription there = tcp.subscribe("to.tcp");
            Subscription here = web.subscribe("to.web");
            web.flush(WAIT);
            tcp.flush(WAIT);
            String big = "y".repeat(300_000);
            for (int i = 0; i < 10; i++) {
                web.publish("to.tcp", (big + i).getBytes(StandardCharsets.US_ASCII));
                tcp.publish("to.web", (i + big).getBytes(StandardCharsets.US_ASCII));
                web.publish("to.tcp", ("small" + i).getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 10; i++) {
                assertThat(new String(there.nextMessage(WAIT).getData(), StandardCharsets.US_ASCII)).isEqualTo(big + i);
                assertThat(new String(there.nextMessage(WAIT).getData(), StandardCharsets.US_ASCII)).isEqualTo("small" + i);
                assertThat(new String(here.nextMessage(WAIT).getData(), StandardCharsets.US_ASCII)).isEqualTo(i + big);
            }
        }
    }

    @Test
    void talksInClear() throws Exception {
        try (WebServer server = new WebServer("no_tls: true")) {
            talks(server, new Options.Builder().server(server.web().url()).connectionTimeout(WAIT).build());
        }
    }

    @Test
    void talksEncrypted() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        X509Certificate certificate = certificate(key);
        Path certFile = write("cert.pem", certificate);
        try (WebServer server = new WebServer("tls { timeout: 30s, cert_file: \"" + certFile + "\", key_file: \""
                + write("key.pem", new JcaPKCS8Generator(key.getPrivate(), null).generate())
                + "\" }")) {
            assertThat(server.web().url()).startsWith("wss://");
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("server", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            talks(server, new Options.Builder().server(server.web().url()).sslContext(context).connectionTimeout(WAIT)
                    .build());
        }
    }

    private static X509Certificate certificate(KeyPair key) throws Exception {
        X500Name name = new X500Name("CN=127.0.0.1");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(name, BigInteger.ONE,
                Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(Duration.ofDays(1))), name, key.getPublic())
                .addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    }

    private Path write(String name, Object pem) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(pem);
        }
        return Files.writeString(directory.resolve(name), text.toString());
    }
}
