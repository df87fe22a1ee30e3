package org.pleach.transport.tcp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * {@code pinned_certs}: the public keys a peer may have, whoever signed its certificate.
 *
 * @param digests SHA-256 of the encoded SubjectPublicKeyInfo, lower-case hex; empty lets everybody in
 */
record PinnedCertificates(Set<String> digests) {

    /** Whether the peer of {@code session}, whose handshake is done, has one of them. */
    boolean allow(SSLSession session) {
        if (digests.isEmpty()) {
            return true;
        }
        try {
            byte[] key = session.getPeerCertificates()[0].getPublicKey().getEncoded();
            return digests.contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key)));
        } catch (SSLPeerUnverifiedException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
