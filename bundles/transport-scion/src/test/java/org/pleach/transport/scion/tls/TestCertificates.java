package org.pleach.transport.scion.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of its own, and certificates of it, as PEM files. */
public final class TestCertificates {

    private final Path directory;
    private final KeyPair authorityKey = newKey();
    private final X500Name authority = new X500Name("CN=Test authority");
    private long serial = 1;

    public TestCertificates(Path directory) {
        this.directory = directory;
        write("ca.pem", certificate(authority, authorityKey, true, null));
    }

    public Path authorityFile() {
        return directory.resolve("ca.pem");
    }

    /** A certificate for an IP address: {@code NAME.pem} and {@code NAME-key.pem}. */
    public Path[] issue(String name, String address) {
        KeyPair key = newKey();
        write(name + ".pem", certificate(new X500Name("CN=" + name), key, false, address));
        try {
            write(name + "-key.pem", new JcaPKCS8Generator(key.getPrivate(), null).generate());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new Path[] {directory.resolve(name + ".pem"), directory.resolve(name + "-key.pem")};
    }

    private X509CertificateHolder certificate(X500Name subject, KeyPair key, boolean isAuthority, String address) {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(authority, BigInteger.valueOf(serial++),
                Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(Duration.ofDays(1))), subject,
                key.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (address != null) {
                builder.addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate()));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String name, Object pem) {
        try {
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                writer.writeObject(pem);
            }
            Files.writeString(directory.resolve(name), text.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
