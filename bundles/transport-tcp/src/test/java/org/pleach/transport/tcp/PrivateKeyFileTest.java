package org.pleach.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateKeyFileTest {

    @TempDir
    private Path directory;

    private static KeyPair key(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp384r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private Path file(Object pem) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(pem);
        }
        return Files.writeString(directory.resolve("key.pem"), text.toString());
    }

    private static byte[] read(Path file) throws Exception {
        try (InputStream in = PrivateKeyFile.pkcs8(file);
                PemReader pem = new PemReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return pem.readPemObject().getContent();
        }
    }

    @Test
    void readsTheThreeFormsThatKeysHave() throws Exception {
        PrivateKey rsa = key("RSA").getPrivate();
        PrivateKey ec = key("EC").getPrivate();

        Path pkcs1 = file(rsa);
        assertThat(Files.readString(pkcs1)).contains("BEGIN RSA PRIVATE KEY");
        assertThat(read(pkcs1)).isEqualTo(rsa.getEncoded());
        assertThat(read(file(new JcaPKCS8Generator(rsa, null).generate()))).isEqualTo(rsa.getEncoded());

        // As OpenSSL writes it: with the curve's name inside.
        Path sec1 = file(new PemObject("EC PRIVATE KEY", new ECPrivateKey(384, ((java.security.interfaces.ECPrivateKey) ec)
                .getS(), SECObjectIdentifiers.secp384r1).getEncoded()));
        assertThat(Files.readString(sec1)).contains("BEGIN EC PRIVATE KEY");
        assertThat(((java.security.interfaces.ECPrivateKey) KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(read(sec1)))).getS())
                .isEqualTo(((java.security.interfaces.ECPrivateKey) ec).getS());
    }

    @Test
    void saysWhichFileHasNoKey() throws Exception {
        Path nothing = Files.writeString(directory.resolve("nothing.pem"), "nothing");
        assertThatThrownBy(() -> PrivateKeyFile.pkcs8(nothing)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing.pem").hasMessageContaining("found no PRIVATE KEY");

        Path broken = Files.writeString(directory.resolve("broken.pem"),
                "-----BEGIN EC PRIVATE KEY-----\nMIIBBBBBBB==\n-----END EC PRIVATE KEY-----\n");
        assertThatThrownBy(() -> PrivateKeyFile.pkcs8(broken)).hasMessageContaining("curve");
    }
}
