package org.pleach.transport.scion.tls;

import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicSslEngine;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.pleach.transport.TlsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who this end shows itself as over QUIC, and whom it believes.
 *
 * <p>Without settings: a certificate made at start, and everybody is believed, as the Go fork does it. That keeps
 * onlookers out, but not one who stands on the path; a warning says so. No server name is sent (SNI) unless the
 * settings give one. Any thread.
 */
public final class QuicIdentity {

    private static final Logger LOG = LoggerFactory.getLogger(QuicIdentity.class);
    private static final String PROTOCOL = "qs";

    private final QuicSslContext accepting;
    private final QuicSslContext connecting;
    private final String serverName;
    private final boolean verifiesServers;

    private QuicIdentity(QuicSslContext accepting, QuicSslContext connecting, String serverName,
            boolean verifiesServers) {
        this.accepting = accepting;
        this.connecting = connecting;
        this.serverName = serverName;
        this.verifiesServers = verifiesServers;
    }

    /** A certificate of its own making; believes everybody. */
    public static QuicIdentity unverified() {
        LOG.warn("SCION connections are encrypted but no peer is verified: configure scion.tls. "
                + "DO NOT USE IN PRODUCTION!");
        SelfSigned own = SelfSigned.generate(Instant.now(), new SecureRandom());
        return new QuicIdentity(
                QuicSslContextBuilder.forServer(own.key(), null, own.certificate())
                        .applicationProtocols(PROTOCOL).clientAuth(ClientAuth.NONE).build(),
                QuicSslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm(null).applicationProtocols(PROTOCOL).build(),
                null, false);
    }

    /**
     * As configured.
     *
     * @throws IllegalArgumentException naming the file that cannot be used and why
     */
    public static QuicIdentity of(TlsSettings settings) {
        if (settings.insecure()) {
            LOG.warn("TLS certificate chain and hostname of solicited SCION connections will not be verified. "
                    + "DO NOT USE IN PRODUCTION!");
        }
        TrustManager trust = trust(settings.caFile());
        QuicSslContextBuilder server = settings.certFile() == null ? selfSigned()
                : QuicSslContextBuilder.forServer(settings.keyFile().toFile(), null, settings.certFile().toFile());
        QuicSslContextBuilder client = QuicSslContextBuilder.forClient();
        if (settings.certFile() != null) {
            client.keyManager(settings.keyFile().toFile(), null, settings.certFile().toFile());
        }
        if (settings.insecure()) {
            client.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        } else {
            client.trustManager(trust).endpointIdentificationAlgorithm("HTTPS");
        }
        return new QuicIdentity(
                server.trustManager(trust).clientAuth(settings.verify() ? ClientAuth.REQUIRE : ClientAuth.NONE)
                        .applicationProtocols(PROTOCOL).build(),
                client.applicationProtocols(PROTOCOL).build(), settings.serverName(), !settings.insecure());
    }

    private static QuicSslContextBuilder selfSigned() {
        SelfSigned own = SelfSigned.generate(Instant.now(), new SecureRandom());
        return QuicSslContextBuilder.forServer(own.key(), null, own.certificate());
    }

    private static TrustManager trust(Path authorities) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities == null ? null : store(authorities));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return new TellingTrust(extended);
                }
            }
            throw new IllegalStateException("this JDK has no X509ExtendedTrustManager");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "scion.tls: cannot use ca_file " + authorities + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path authorities) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates;
        try (InputStream file = Files.newInputStream(authorities)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(file);
        }
        if (certificates.isEmpty()) {
            throw new IOException("expected PEM certificates, found none");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return store;
    }

    /** For ports. */
    public QuicSslContext accepting() {
        return accepting;
    }

    /**
     * For a connection to {@code host}: the certificate must carry that name or address, or {@code server_name} if
     * configured.
     */
    public Function<QuicChannel, QuicSslEngine> connecting(String host, int port) {
        if (!verifiesServers) {
            return connection -> connecting.newEngine(connection.alloc());
        }
        String name = serverName == null ? host : serverName;
        return connection -> connecting.newEngine(connection.alloc(), name, port);
    }
}
