package org.pleach.transport.scion.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A key and a certificate that vouches for itself: enough to encrypt, not to know the peer (RFC 5280, version 3). Made
 * with what the JDK has; it can sign but has no way to write a certificate.
 *
 * @param key         EC, P-256
 * @param certificate for the name {@code pleach}
 */
record SelfSigned(PrivateKey key, X509Certificate certificate) {

    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final int VERSION_3 = 2;
    private static final int DNS_NAME = 2;
    private static final int SERIAL_BITS = 127;
    private static final String NAME = "pleach";
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    static SelfSigned generate(Instant now, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] body = body(pair, now, random);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate(), random);
            signature.update(body);
            byte[] encoded = Der.sequence(body, algorithm(), Der.bits(signature.sign()));
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(encoded));
            return new SelfSigned(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a self-signed certificate: " + e.getMessage(), e);
        }
    }

    private static byte[] body(KeyPair pair, Instant now, SecureRandom random) {
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), Der.text(NAME))));
        byte[] names = Der.sequence(Der.tagged(DNS_NAME, false, NAME.getBytes(StandardCharsets.US_ASCII)));
        return Der.sequence(
                Der.tagged(0, true, Der.integer(BigInteger.valueOf(VERSION_3))),
                Der.integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1)),
                algorithm(),
                name,
                Der.sequence(Der.time(TIME.format(now.minus(CLOCK_SKEW))), Der.time(TIME.format(now.plus(VALIDITY)))),
                name,
                pair.getPublic().getEncoded(),
                Der.tagged(3, true, Der.sequence(
                        Der.sequence(Der.identifier(SUBJECT_ALTERNATIVE_NAME), Der.octets(names)))));
    }

    private static byte[] algorithm() {
        return Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
    }
}
