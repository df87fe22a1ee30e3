package org.pleach.sandbox.mac;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CMAC with a key of 16 bytes (RFC 4493). Keeps its cipher and buffers, so a MAC makes no object; for one thread.
 */
public final class AesCmac {

    /** Bytes of a key, of a block and of a MAC. */
    public static final int LENGTH = 16;

    private static final int REDUCTION = 0x87;

    private final Cipher cipher;
    private final byte[] wholeBlockKey;
    private final byte[] paddedBlockKey;
    private final byte[] block = new byte[LENGTH];
    private final byte[] state = new byte[LENGTH];

    /** Expands the key once. */
    public AesCmac(byte[] key) {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            encrypt(block, state);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected an AES key of 16 bytes, got " + key.length, e);
        }
        wholeBlockKey = doubled(state);
        paddedBlockKey = doubled(wholeBlockKey);
    }

    /**
     * The MAC of exactly one block, which is what hop fields need.
     *
     * @param input {@link #LENGTH} bytes
     * @param mac   gets the {@link #LENGTH} bytes of the MAC
     */
    public void block(byte[] input, byte[] mac) {
        for (int i = 0; i < LENGTH; i++) {
            block[i] = (byte) (input[i] ^ wholeBlockKey[i]);
        }
        encrypt(block, mac);
    }

    /** The MAC of a message of any length. */
    public byte[] mac(byte[] message) {
        Arrays.fill(state, (byte) 0);
        int blocks = Math.max(1, (message.length + LENGTH - 1) / LENGTH);
        for (int b = 0; b < blocks; b++) {
            int from = b * LENGTH;
            int length = Math.min(LENGTH, message.length - from);
            Arrays.fill(block, (byte) 0);
            System.arraycopy(message, from, block, 0, length);
            if (length < LENGTH) {
                block[length] = (byte) 0x80;
            }
            boolean last = b == blocks - 1;
            byte[] subKey = length == LENGTH ? wholeBlockKey : paddedBlockKey;
            for (int i = 0; i < LENGTH; i++) {
                block[i] ^= (byte) (state[i] ^ (last ? subKey[i] : 0));
            }
            encrypt(block, state);
        }
        return state.clone();
    }

    private void encrypt(byte[] in, byte[] out) {
        try {
            cipher.update(in, 0, LENGTH, out, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES failed on a whole block", e);
        }
    }

    private static byte[] doubled(byte[] value) {
        byte[] result = new byte[LENGTH];
        int carry = 0;
        for (int i = LENGTH - 1; i >= 0; i--) {
            int bits = (value[i] & 0xFF) << 1 | carry;
            result[i] = (byte) bits;
            carry = bits >>> 8;
        }
        result[LENGTH - 1] ^= (byte) (carry * REDUCTION);
        return result;
    }
}
