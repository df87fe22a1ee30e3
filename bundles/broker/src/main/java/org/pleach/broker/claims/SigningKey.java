package org.pleach.broker.claims;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.pleach.auth.PublicNkey;

/**
 * An nkey with its private half, made for this process; it is not kept anywhere. Making and signing take some 100
 * microseconds and more: not for an event loop. Immutable; any thread.
 */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}";
    private static final int KEY_BYTES = 32;

    private final String text;
    private final PrivateKey key;

    private SigningKey(String text, PrivateKey key) {
        this.text = text;
        this.key = key;
    }

    /** A new one of a server. */
    public static SigningKey ofServer() {
        return generate('N');
    }

    /** A new one of a user. */
    public static SigningKey ofUser() {
        return generate('U');
    }

    private static SigningKey generate(char kind) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            // The key is what a SubjectPublicKeyInfo (RFC 8410) ends with.
            byte[] info = pair.getPublic().getEncoded();
            byte[] key = Arrays.copyOfRange(info, info.length - KEY_BYTES, info.length);
            return new SigningKey(PublicNkey.text(kind, key), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** The public half. */
    public String text() {
        return text;
    }

    /** A token with these claims, as JSON. */
    public String sign(byte[] claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String signed = encoder.encodeToString(HEADER.getBytes(StandardCharsets.UTF_8)) + '.' + encoder.encodeToString(claims);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + encoder.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was made here signs", e);
        }
    }
}
