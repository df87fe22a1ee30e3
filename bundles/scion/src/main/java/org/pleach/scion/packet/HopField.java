package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * One AS's leave to cross it.
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |r r r r r r I E|    ExpTime    |           ConsIngress         |  0
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |        ConsEgress             |                               |  4
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
 *  |                              MAC                              |  8
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 * I and E: the router at that interface shall look into the packet. Interfaces and alerts are named by the direction of
 * construction. The MAC (6 bytes) is handled as the lower 48 bits of a {@code long}; comparing two such numbers takes
 * the same time whatever they are.
 */
public final class HopField {

    /** Bytes of a hop field. */
    public static final int LENGTH = 12;
    /** Bytes of its MAC. */
    public static final int MAC_LENGTH = 6;
    /** The flag E. */
    public static final int EGRESS_ALERT = 0b01;
    /** The flag I. */
    public static final int INGRESS_ALERT = 0b10;

    static final int FLAGS = 0;
    static final int EXPIRY = 1;
    static final int INGRESS = 2;
    static final int EGRESS = 4;
    static final int MAC = 6;

    private static final long MILLIS_PER_EXPIRY_UNIT = 24 * 60 * 60 * 1000 / 256;
    private static final long MAC_MASK = 0xFFFF_FFFF_FFFFL;

    private HopField() { }

    /** The flags byte. */
    public static int flags(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + FLAGS);
    }

    /** Sets the flags byte. */
    public static void setFlags(ByteBuf buffer, int index, int flags) {
        buffer.setByte(index + FLAGS, flags);
    }

    /** ExpTime, 0 to 255. */
    public static int expiryUnits(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + EXPIRY);
    }

    /** ConsIngress, unsigned 16 bits; 0 where the segment begins. */
    public static int consIngress(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + INGRESS);
    }

    /** ConsEgress, unsigned 16 bits; 0 where the segment ends. */
    public static int consEgress(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + EGRESS);
    }

    /** The MAC as the lower 48 bits. */
    public static long mac(ByteBuf buffer, int index) {
        return buffer.getLong(index + EGRESS) & MAC_MASK;
    }

    /** The MAC's first two bytes, which chain the segment's MACs through SegID. */
    public static int macChain(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + MAC);
    }

    /** Writes a whole hop field; reserved bits are 0. */
    public static void set(ByteBuf buffer, int index, int flags, int expiryUnits, int consIngress, int consEgress,
            long mac) {
        buffer.setByte(index + FLAGS, flags);
        buffer.setByte(index + EXPIRY, expiryUnits);
        buffer.setShort(index + INGRESS, consIngress);
        buffer.setLong(index + EGRESS, (long) consEgress << 48 | mac & MAC_MASK);
    }

    /**
     * When a hop field expires: timestamp + (1 + ExpTime) * 24 h / 256.
     *
     * @param timestampSeconds of the segment's info field
     * @param expiryUnits      ExpTime
     * @return milliseconds since 1970
     */
    public static long expiryMillis(long timestampSeconds, int expiryUnits) {
        return timestampSeconds * 1000 + (1 + expiryUnits) * MILLIS_PER_EXPIRY_UNIT;
    }
}
