package org.pleach.transport;

import java.nio.file.Path;

/**
 * Who a connection shows itself as and whom it believes, as a {@code tls} block gives it. Files are PEM.
 *
 * @param certFile      {@code cert_file}: own certificate chain, or null to show none
 * @param keyFile       {@code key_file}: its private key, or null if there is no certificate
 * @param caFile        {@code ca_file}: the authorities believed, or null for those of the JVM
 * @param verify        {@code verify}: an accepting end asks for a certificate and refuses peers without a good one
 * @param insecure      {@code insecure}: a connecting end believes anybody; anyone on the way can read and alter everything
 * @param serverName    {@code server_name}: the name the peer's certificate must carry, or null for the host dialled
 * @param timeoutMillis how long a handshake may take, greater than 0
 */
public record TlsSettings(Path certFile, Path keyFile, Path caFile, boolean verify, boolean insecure,
        String serverName, int timeoutMillis) {

    /** nats-server's default for {@code tls.timeout}: 2 s. */
    public static final int DEFAULT_TIMEOUT_MILLIS = 2000;

    /** Believes the JVM's authorities and shows no certificate: what a connecting end needs at least. */
    public static final TlsSettings DEFAULT =
            new TlsSettings(null, null, null, false, false, null, DEFAULT_TIMEOUT_MILLIS);

    /** Checks that certificate and key come together. */
    public TlsSettings {
        if ((certFile == null) != (keyFile == null)) {
            throw new IllegalArgumentException("tls: expected cert_file and key_file together, got "
                    + (certFile == null ? "key_file" : "cert_file") + " alone");
        }
        if (timeoutMillis <= 0) {
            throw new IllegalArgumentException("tls timeout: expected more than 0 ms, got " + timeoutMillis);
        }
    }
}
