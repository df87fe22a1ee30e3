package org.pleach.transport.scion.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides as another trust manager does, and says why it refused: QUIC itself only tells that a certificate was bad.
 */
final class TellingTrust extends X509ExtendedTrustManager {

    private static final Logger LOG = LoggerFactory.getLogger(TellingTrust.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final X509ExtendedTrustManager decides;
    private long next = System.nanoTime();

    TellingTrust(X509ExtendedTrustManager decides) {
        this.decides = decides;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            decides.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            throw told(chain, e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            decides.checkClientTrusted(chain, type, engine);
        } catch (CertificateException e) {
            throw told(chain, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        decides.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        decides.checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        decides.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        decides.checkClientTrusted(chain, type, socket);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return decides.getAcceptedIssuers();
    }

    /** At most once a second: strangers can show bad certificates as often as they like. */
    private synchronized CertificateException told(X509Certificate[] chain, CertificateException refusal) {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + PAUSE;
            LOG.warn("TLS handshake error: certificate of \"{}\" refused: {}",
                    chain[0].getSubjectX500Principal().getName(), refusal.getMessage());
        }
        return refusal;
    }
}
