package org.pleach.sandbox.mac;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key an AS makes and checks hop fields with, derived from its master key as the reference does: PBKDF2 with
 * HMAC-SHA256, the master key as password, the salt {@code Derive OF Key}, 1000 rounds, 16 bytes. Immutable.
 *
 * <p>By hand because the JDK's PBKDF2 takes passwords as characters, and a master key is bytes.
 */
public final class ForwardingKey {

    private static final byte[] SALT = "Derive OF Key".getBytes(StandardCharsets.US_ASCII);
    private static final int ROUNDS = 1000;

    private final byte[] bytes;

    private ForwardingKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Derives the key from a master key. */
    public static ForwardingKey derive(byte[] masterKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(masterKey, "HmacSHA256"));
            mac.update(SALT);
            byte[] round = mac.doFinal(new byte[] {0, 0, 0, 1});
            byte[] sum = round.clone();
            for (int i = 1; i < ROUNDS; i++) {
                round = mac.doFinal(round);
                for (int j = 0; j < sum.length; j++) {
                    sum[j] ^= round[j];
                }
            }
            return new ForwardingKey(Arrays.copyOf(sum, AesCmac.LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no HmacSHA256", e);
        }
    }

    /** Something to make and check MACs with, for one thread. */
    public HopMac mac() {
        return new HopMac(new AesCmac(bytes));
    }

    /** The 16 bytes in hex, for comparing with known keys in tests. */
    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "ForwardingKey[...]";
    }
}
