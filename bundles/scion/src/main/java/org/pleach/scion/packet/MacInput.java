package org.pleach.scion.packet;

/**
 * The block over which a hop field's MAC is computed (AES-CMAC, of which the first 6 bytes are kept).
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |               0               |             Beta              |  0
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                           Timestamp                           |  4
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |       0       |    ExpTime    |          ConsIngress          |  8
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |          ConsEgress           |               0               |  12
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 * Beta is SegID as it stands when the MAC is checked. The alert flags are not covered.
 */
public final class MacInput {

    /** Bytes of the block. */
    public static final int LENGTH = 16;

    private MacInput() { }

    /** Fills {@code block}, which has {@link #LENGTH} bytes. */
    public static void write(byte[] block, int beta, long timestamp, int expiryUnits, int consIngress, int consEgress) {
        block[0] = 0;
        block[1] = 0;
        block[2] = (byte) (beta >>> 8);
        block[3] = (byte) beta;
        block[4] = (byte) (timestamp >>> 24);
        block[5] = (byte) (timestamp >>> 16);
        block[6] = (byte) (timestamp >>> 8);
        block[7] = (byte) timestamp;
        block[8] = 0;
        block[9] = (byte) expiryUnits;
        block[10] = (byte) (consIngress >>> 8);
        block[11] = (byte) consIngress;
        block[12] = (byte) (consEgress >>> 8);
        block[13] = (byte) consEgress;
        block[14] = 0;
        block[15] = 0;
    }

    /** The first 6 bytes of a MAC as the lower 48 bits, to compare with {@link HopField#mac}. */
    public static long truncated(byte[] mac) {
        long bits = 0;
        for (int i = 0; i < HopField.MAC_LENGTH; i++) {
            bits = bits << 8 | mac[i] & 0xFF;
        }
        return bits;
    }
}
