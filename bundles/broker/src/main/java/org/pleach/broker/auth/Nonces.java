package org.pleach.broker.auth;

import java.security.SecureRandom;
import java.util.Base64;

/** What clients have to sign to prove that they have the private half of their nkey, and how they send it back. Any thread. */
public final class Nonces {

    /** As many as nats-server's: 15 characters. */
    private static final int BYTES = 11;
    /** Of 64 bytes in base64 with padding. */
    private static final int MOST_CHARACTERS = 88;

    private final SecureRandom random;

    Nonces(SecureRandom random) {
        this.random = random;
    }

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes of {@code sig}, in base64 for URLs or plain base64, padded or not; null if it is neither, or too long. */
    public static byte[] signature(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return plain(text);
        }
    }

    private static byte[] plain(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
