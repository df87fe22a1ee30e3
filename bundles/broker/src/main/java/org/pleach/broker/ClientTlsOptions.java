package org.pleach.broker;

import java.time.Duration;
import org.pleach.transport.TlsSettings;

/**
 * The {@code tls} block of the clients' listener.
 *
 * @param settings       certificate, authorities, versions
 * @param map            {@code verify_and_map}: a client is the user that its certificate names
 * @param handshakeFirst {@code handshake_first}: INFO comes encrypted, after the handshake
 * @param fallback       how long a client may be silent before it gets INFO in clear all the same, as those need that wait for
 *                       it; zero for never
 * @param optional       {@code allow_non_tls}: a client that does not shake hands is taken in clear
 */
public record ClientTlsOptions(TlsSettings settings, boolean map, boolean handshakeFirst, Duration fallback,
        boolean optional) {

    /** nats-server's {@code handshake_first: auto}. */
    public static final Duration AUTO_FALLBACK = Duration.ofMillis(50);
}
