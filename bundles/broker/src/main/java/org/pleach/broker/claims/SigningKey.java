package org.pleach.broker.claims;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/**
 * An nkey with its private half, made for this process; it is not kept anywhere. Making and signing take some 100
 * microseconds and more: not for an event loop. Immutable; any thread.
 */
public final class SigningKey {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
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
            byte[] bytes = new byte[KEY_BYTES + 3];
            bytes[0] = (byte) (ALPHABET.indexOf(kind) << 3);
            System.arraycopy(info, info.length - KEY_BYTES, bytes, 1, KEY_BYTES);
            int sum = crc(bytes);
            bytes[KEY_BYTES + 1] = (byte) sum;
            bytes[KEY_BYTES + 2] = (byte) (sum >>> 8);
            return new SigningKey(base32(bytes), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    private static int crc(byte[] bytes) {
        int crc = 0;
        for (int i = 0; i <= KEY_BYTES; i++) {
            crc ^= (bytes[i] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
        }
        return crc & 0xFFFF;
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            int at = bit / 8;
            int two = (bytes[at] & 0xFF) << 8 | (at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0);
            text.append(ALPHABET.charAt(two >>> 11 - bit % 8 & 31));
        }
        return text.toString();
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
