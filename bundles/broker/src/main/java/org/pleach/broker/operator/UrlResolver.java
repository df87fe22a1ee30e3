package org.pleach.broker.operator;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.pleach.broker.OperatorOptions.Url;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.transport.TlsSettings;

/** Asks an HTTP server: {@code GET URL/ACCOUNT}. At most four at a time; bounded in time and length. */
final class UrlResolver implements AccountResolver {

    private static final int MOST = 4;
    private static final int TIMEOUT_MILLIS = 1900;
    private static final int LARGEST = 1 << 20;
    private static final int PIECE = 8192;

    private final Url url;
    private final LongSupplier nanoTime;
    private final SSLSocketFactory sockets;
    private final PasswordWorkers workers = new PasswordWorkers(MOST, "pleach-accounts");

    /** @param nanoTime the clock */
    UrlResolver(Url url, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.url = url;
        this.sockets = url.tls() == null ? null : sockets(url.tls());
    }

    private static SSLSocketFactory sockets(TlsSettings tls) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
            if (tls.caFile() != null) {
                builder.trustManager(tls.caFile().toFile());
            }
            if (tls.certFile() != null) {
                builder.keyManager(tls.certFile().toFile(), tls.keyFile().toFile());
            }
            return ((JdkSslContext) builder.build()).context().getSocketFactory();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("resolver_tls: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletableFuture<String> fetch(String account) {
        return workers.submit(() -> {
            try {
                return get(account);
            } catch (IOException | ClaimsException e) {
                throw new CompletionException(new ClaimsException("could not fetch account " + account + ": " + e.getMessage()));
            }
        });
    }

    private String get(String account) throws IOException, ClaimsException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url.url() + account).toURL().openConnection();
        if (sockets != null && connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(sockets);
        }
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        long until = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new ClaimsException("status " + connection.getResponseCode());
            }
            try (InputStream in = connection.getInputStream()) {
                return read(in, until);
            }
        } finally {
            connection.disconnect();
        }
    }

    private String read(InputStream in, long until) throws IOException, ClaimsException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            all.write(piece, 0, length);
            if (all.size() > LARGEST || nanoTime.getAsLong() - until > 0) {
                throw new ClaimsException("expected at most " + LARGEST + " bytes within " + TIMEOUT_MILLIS + " ms");
            }
        }
        return all.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void preload(String account, String token) {
        throw new IllegalStateException("a resolver with a URL cannot be written to");
    }

    @Override
    public void close() {
        workers.close();
    }
}
