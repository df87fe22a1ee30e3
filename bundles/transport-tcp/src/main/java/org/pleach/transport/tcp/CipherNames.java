package org.pleach.transport.tcp;

import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Cipher suites as nats-server's {@code cipher_suites} names them, in the JVM's names. */
final class CipherNames {

    /** Cannot be configured in Go, so a list without them does not mean to switch TLS 1.3 off. */
    private static final List<String> OF_TLS_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
    private static final String GO_SHORT = "_WITH_CHACHA20_POLY1305";

    private CipherNames() { }

    /**
     * The JVM's names of {@code configured}, with those of TLS 1.3.
     *
     * @throws IllegalArgumentException naming the first one that the JVM does not have
     */
    static List<String> known(List<String> configured) {
        Set<String> supported = supported();
        Set<String> known = new LinkedHashSet<>();
        for (String name : configured) {
            String full = name.endsWith(GO_SHORT) ? name + "_SHA256" : name;
            if (!supported.contains(full)) {
                throw new IllegalArgumentException("unrecognized cipher " + name + ": this JVM has "
                        + String.join(", ", supported));
            }
            known.add(full);
        }
        known.addAll(OF_TLS_1_3);
        return List.copyOf(known);
    }

    private static Set<String> supported() {
        try {
            return new LinkedHashSet<>(List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
