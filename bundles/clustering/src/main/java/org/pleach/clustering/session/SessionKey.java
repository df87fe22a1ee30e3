package org.pleach.clustering.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a session and proves that both ends took part in its beginning. The secret crosses the wire once, on the first
 * connection; later only HMAC-SHA-256 values of it and of both ends' fresh nonces do, so that neither a replay nor
 * somebody who merely answers at the peer's address learns or gains anything. Immutable.
 */
public final class SessionKey {

    private static final int BYTES = 16;
    private static final HexFormat HEX = HexFormat.of();
    private static final String ALGORITHM = "HmacSHA256";

    private final String id;
    private final byte[] secret;

    private SessionKey(String id, byte[] secret) {
        this.id = id;
        this.secret = secret;
    }

    /** A new one. */
    public static SessionKey random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new SessionKey(nonce(random), secret);
    }

    private static SessionKey of(String id, String secret) {
        return new SessionKey(HEX.formatHex(bits(id)), bits(secret));
    }

    private static byte[] bits(String hex) {
        byte[] bits = HEX.parseHex(hex);
        if (bits.length != BYTES) {
            throw new IllegalArgumentException("expected 32 hexadecimal digits, got " + hex.length());
        }
        return bits;
    }

    /** A random text to be used once. */
    public static String nonce(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return HEX.formatHex(bits);
    }

    /** Its name; no secret. */
    public String id() {
        return id;
    }

    /** The words that tell it the peer. */
    public String announcement() {
        return "SESSION NEW " + id + ' ' + HEX.formatHex(secret);
    }

    /**
     * What the peer has announced.
     *
     * @param words behind SESSION
     * @throws IllegalArgumentException if they announce no session
     */
    public static SessionKey announced(String words) {
        String[] parts = words.split(" ");
        if (parts.length != 3 || !parts[0].equals("NEW")) {
            throw new IllegalArgumentException("expected SESSION NEW with a name and a secret");
        }
        return of(parts[1], parts[2]);
    }

    /** Proves knowledge of the secret to whoever knows it, for these words only. */
    String proof(Object... words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            for (Object word : words) {
                mac.update(String.valueOf(word).getBytes(StandardCharsets.UTF_8));
                mac.update((byte) ' ');
            }
            return HEX.formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected " + ALGORITHM + " in every Java runtime", e);
        }
    }

    /** Whether {@code shown} is the proof of these words; takes the same time either way. */
    boolean proves(String shown, Object... words) {
        return MessageDigest.isEqual(proof(words).getBytes(StandardCharsets.UTF_8),
                shown.getBytes(StandardCharsets.UTF_8));
    }

    /** The name only. */
    @Override
    public String toString() {
        return id;
    }
}
