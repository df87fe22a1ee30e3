package org.pleach.broker;

import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate for 127.0.0.1 that vouches for itself, as PEM files. */
record TestCertificate(X509Certificate certificate, PrivateKey key, Path certFile, Path keyFile) {

    static TestCertificate make(Path directory) throws Exception {
        return make(directory, "", "CN=127.0.0.1", new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    }

    /** @param prefix of the names of the files */
    static TestCertificate make(Path directory, String prefix, String subject, GeneralName... alternatives)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        X500Name name = new X500Name(subject);
        Instant now = Instant.now();
        X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(
                new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(Duration.ofDays(1))), name, key.getPublic())
                        .addExtension(Extension.subjectAlternativeName, false,
                                new GeneralNames(alternatives))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
        return new TestCertificate(certificate, key.getPrivate(), write(directory.resolve(prefix + "cert.pem"), certificate),
                write(directory.resolve(prefix + "key.pem"), new JcaPKCS8Generator(key.getPrivate(), null).generate()));
    }

    private static Path write(Path file, Object pem) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(pem);
        }
        return Files.writeString(file, text.toString());
    }
}
