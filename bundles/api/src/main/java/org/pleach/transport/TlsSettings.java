package org.pleach.transport;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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
 * @param cipherSuites  {@code cipher_suites}: what TLS 1.2 may use, by IANA's names; empty for the JVM's choice. TLS 1.3 has its
 *                      own, always
 * @param minVersion    {@code min_version}: {@code 1.2} or {@code 1.3}
 * @param pinnedCerts   {@code pinned_certs}: SHA-256 of the only public keys (SubjectPublicKeyInfo) taken from accepted peers, in
 *                      lower-case hex; empty for any
 */
public record TlsSettings(Path certFile, Path keyFile, Path caFile, boolean verify, boolean insecure,
        String serverName, int timeoutMillis, List<String> cipherSuites, String minVersion, Set<String> pinnedCerts) {

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
        if (!minVersion.equals("1.2") && !minVersion.equals("1.3")) {
            throw new IllegalArgumentException("tls min_version: expected 1.2 or 1.3, got " + minVersion);
        }
        cipherSuites = List.copyOf(cipherSuites);
        pinnedCerts = Set.copyOf(pinnedCerts);
    }

    /** TLS 1.2 and 1.3 with the JVM's cipher suites, for any certificate that is good otherwise. */
    public TlsSettings(Path certFile, Path keyFile, Path caFile, boolean verify, boolean insecure, String serverName,
            int timeoutMillis) {
        this(certFile, keyFile, caFile, verify, insecure, serverName, timeoutMillis, List.of(), "1.2", Set.of());
    }
}
