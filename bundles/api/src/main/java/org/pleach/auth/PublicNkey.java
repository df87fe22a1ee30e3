package org.pleach.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public nkey: an Ed25519 key (RFC 8032) in the text form of NATS, base32 (RFC 4648) without padding of
 *
 * <pre>
 *   byte  0         1 ... 32        33 34
 *        +--------+----------------+-------------------------+
 *        | prefix | public key     | CRC-16/XMODEM of 0...32,|
 *        |        |                | low byte first          |
 *        +--------+----------------+-------------------------+
 * </pre>
 *
 * The prefix is such that the first letter tells the kind. Immutable; two are equal if their texts are.
 */
public final class PublicNkey {

    /** Characters of every public nkey. */
    public static final int LENGTH = 56;

    private static final int BYTES = 35;
    private static final int KEY_END = 33;
    private static final int SIGNATURE_BYTES = 64;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    /** What stands before the key in a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String text;
    private final PublicKey key;

    private PublicNkey(String text, PublicKey key) {
        this.text = text;
        this.key = key;
    }

    /**
     * Reads the public nkey of a user.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat it, since it may be a seed, which is secret
     */
    public static PublicNkey ofUser(String text) {
        return parse(text, 'U', "a user");
    }

    /** Reads the public nkey of an account. Throws as {@link #ofUser}. */
    public static PublicNkey ofAccount(String text) {
        return parse(text, 'A', "an account");
    }

    /** Reads the public nkey of an operator. Throws as {@link #ofUser}. */
    public static PublicNkey ofOperator(String text) {
        return parse(text, 'O', "an operator");
    }

    /** Reads the public nkey of a server. Throws as {@link #ofUser}. */
    public static PublicNkey ofServer(String text) {
        return parse(text, 'N', "a server");
    }

    /**
     * The text form of a public key.
     *
     * @param kind the letter it begins with
     * @param key  32 bytes; not looked at
     */
    public static String text(char kind, byte[] key) {
        byte[] bytes = new byte[BYTES];
        bytes[0] = (byte) (ALPHABET.indexOf(kind) << 3);
        System.arraycopy(key, 0, bytes, 1, KEY_END - 1);
        int sum = crc(bytes);
        bytes[KEY_END] = (byte) sum;
        bytes[KEY_END + 1] = (byte) (sum >>> 8);
        return encode(bytes);
    }

    private static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(LENGTH);
        int bits = 0;
        int held = 0;
        for (byte each : bytes) {
            held = (held << 8 | each & 0xFF) & 0xFFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >> bits & 31));
            }
        }
        return text.toString();
    }

    private static PublicNkey parse(String text, char kind, String owner) {
        String expected = "expected the public nkey of " + owner + ", " + kind + " and " + (LENGTH - 1) + " more characters";
        if (text.startsWith("S")) {
            throw new IllegalArgumentException(expected + ", got what may be a seed, which is secret: make a new one");
        }
        if (text.length() != LENGTH || text.charAt(0) != kind) {
            throw new IllegalArgumentException(expected + ", got " + text.length() + " characters"
                    + (text.isEmpty() || text.charAt(0) == kind ? "" : " that begin with another one"));
        }
        byte[] bytes = decode(text, expected);
        int sum = bytes[KEY_END] & 0xFF | (bytes[KEY_END + 1] & 0xFF) << 8;
        // The letter is the upper five bits of the prefix; the lower three are always 0.
        if ((bytes[0] & 7) != 0 || sum != crc(bytes)) {
            throw new IllegalArgumentException(expected + ", got one whose checksum is wrong");
        }
        return new PublicNkey(text, key(bytes));
    }

    private static byte[] decode(String text, String expected) {
        byte[] bytes = new byte[BYTES];
        int bits = 0;
        int held = 0;
        int at = 0;
        for (int i = 0; i < LENGTH; i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException(expected + ", got one whose character " + (i + 1)
                        + " is none of A-Z and 2-7");
            }
            held = (held << 5 | value) & 0xFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
            }
        }
        return bytes;
    }

    private static int crc(byte[] bytes) {
        int crc = 0;
        for (int i = 0; i < KEY_END; i++) {
            crc ^= (bytes[i] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
            crc &= 0xFFFF;
        }
        return crc;
    }

    private static PublicKey key(byte[] bytes) {
        byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + KEY_END - 1);
        System.arraycopy(bytes, 1, encoded, SPKI.length, KEY_END - 1);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected a point of Ed25519 in the nkey, got something else", e);
        }
    }

    /**
     * Whether {@code signature} was made over {@code signed} with the private half. Takes some 100 microseconds and more: not
     * for an event loop. Any thread.
     */
    public boolean verifies(byte[] signed, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // Numbers out of range, or a key that is no point of the curve: nothing is signed by it.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicNkey nkey && text.equals(nkey.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text form. */
    @Override
    public String toString() {
        return text;
    }
}
