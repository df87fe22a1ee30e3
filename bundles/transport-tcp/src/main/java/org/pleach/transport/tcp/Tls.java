package org.pleach.transport.tcp;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import org.pleach.transport.TlsSettings;
import org.pleach.transport.TlsUpgrade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS 1.2 and 1.3 by the JDK's engine, for any channel. */
public final class Tls implements TlsUpgrade {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    @Override
    public Prepared prepare(TlsSettings settings) {
        requireReadable(settings.certFile(), settings.keyFile(), settings.caFile());
        if (settings.insecure()) {
            LOG.warn("TLS certificate chain and hostname of solicited connections will not be verified. "
                    + "DO NOT USE IN PRODUCTION!");
        }
        return new Loaded(settings, settings.certFile() == null ? null : accepting(settings), connecting(settings));
    }

    private static SslContext accepting(TlsSettings settings) {
        SslContextBuilder builder;
        try {
            builder = SslContextBuilder.forServer(certificates(settings.certFile()),
                    PrivateKeyFile.pkcs8(settings.keyFile()));
            if (settings.caFile() != null) {
                builder.trustManager(settings.caFile().toFile());
            }
        } catch (IllegalArgumentException e) {
            throw unusable(settings, e);
        }
        return build(builder.clientAuth(settings.verify() ? ClientAuth.REQUIRE : ClientAuth.NONE), settings);
    }

    private static SslContext connecting(TlsSettings settings) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        try {
            if (settings.certFile() != null) {
                builder.keyManager(certificates(settings.certFile()), PrivateKeyFile.pkcs8(settings.keyFile()));
            }
            if (settings.insecure()) {
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
            } else {
                builder.endpointIdentificationAlgorithm("HTTPS");
                if (settings.caFile() != null) {
                    builder.trustManager(settings.caFile().toFile());
                }
            }
        } catch (IllegalArgumentException e) {
            throw unusable(settings, e);
        }
        return build(builder, settings);
    }

    private static SslContext build(SslContextBuilder builder, TlsSettings settings) {
        try {
            if (!settings.cipherSuites().isEmpty()) {
                builder.ciphers(CipherNames.known(settings.cipherSuites()));
            }
            boolean both = settings.minVersion().equals("1.2");
            return builder.sslProvider(SslProvider.JDK)
                    .protocols(both ? new String[] {"TLSv1.3", "TLSv1.2"} : new String[] {"TLSv1.3"}).build();
        } catch (SSLException e) {
            throw unusable(settings, e);
        }
    }

    private static InputStream certificates(Path file) {
        try {
            return new ByteArrayInputStream(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("tls: cannot read file " + file, e);
        }
    }

    private static void requireReadable(Path... files) {
        for (Path file : files) {
            if (file != null && !Files.isReadable(file)) {
                throw new IllegalArgumentException("tls: cannot read file " + file);
            }
        }
    }

    private static IllegalArgumentException unusable(TlsSettings settings, Exception cause) {
        Throwable reason = cause.getCause() == null ? cause : cause.getCause();
        return new IllegalArgumentException("tls: error parsing X509 certificate/key pair cert_file "
                + settings.certFile() + ", key_file " + settings.keyFile() + ", ca_file " + settings.caFile() + ": "
                + reason.getMessage(), cause);
    }

    /** Contexts made of the files; {@code accepting} is null without an own certificate. */
    private record Loaded(TlsSettings settings, SslContext accepting, SslContext connecting) implements Prepared {

        @Override
        public CompletionStage<Void> accept(Channel channel) {
            if (accepting == null) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException("tls: expected cert_file and key_file to accept with, got none"));
            }
            SslHandler handler = accepting.newHandler(channel.alloc());
            return onEventLoop(channel, handler, new RenegotiationGuard(handler));
        }

        @Override
        public CompletionStage<Void> connect(Channel channel, String host, int port) {
            String name = settings.serverName() == null ? host : settings.serverName();
            return onEventLoop(channel, connecting.newHandler(channel.alloc(), name, port), null);
        }

        private CompletionStage<Void> onEventLoop(Channel channel, SslHandler handler, RenegotiationGuard guard) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            handler.setHandshakeTimeoutMillis(settings.timeoutMillis());
            handler.handshakeFuture().addListener(handshake -> {
                Throwable failure = handshake.isSuccess() ? notPinned(handler, guard != null) : handshake.cause();
                if (failure == null) {
                    done.complete(null);
                } else {
                    channel.close();
                    done.completeExceptionally(failure);
                }
            });
            if (channel.eventLoop().inEventLoop()) {
                add(channel, handler, guard);
            } else {
                channel.eventLoop().execute(() -> add(channel, handler, guard));
            }
            return done;
        }

        private static void add(Channel channel, SslHandler handler, RenegotiationGuard guard) {
            channel.pipeline().addFirst("tls", handler);
            if (guard != null) {
                channel.pipeline().addFirst(guard);
            }
        }

        private Exception notPinned(SslHandler handler, boolean accepted) {
            return !accepted || new PinnedCertificates(settings.pinnedCerts()).allow(handler.engine().getSession())
                    ? null : new SSLException("certificate not pinned");
        }
    }
}
