package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * What the hop fields of one segment share.
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |r r r r r r P C|      RSV      |             SegID             |  0
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                           Timestamp                           |  4
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 * P: the segment ends in a peering link. C: the hop fields stand in the direction of construction. SegID chains the
 * MACs and changes on the way. Timestamp: when the segment was begun, seconds since 1970.
 */
public final class InfoField {

    /** Bytes of an info field. */
    public static final int LENGTH = 8;
    /** The flag C. */
    public static final int CONSTRUCTION_DIRECTION = 0b01;
    /** The flag P. */
    public static final int PEERING = 0b10;

    static final int FLAGS = 0;
    static final int SEGMENT_ID = 2;
    static final int TIMESTAMP = 4;

    private InfoField() { }

    /** The flags byte. */
    public static int flags(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + FLAGS);
    }

    /** Sets the flags byte. */
    public static void setFlags(ByteBuf buffer, int index, int flags) {
        buffer.setByte(index + FLAGS, flags);
    }

    /** SegID, unsigned 16 bits. */
    public static int segmentId(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + SEGMENT_ID);
    }

    /** Sets SegID. */
    public static void setSegmentId(ByteBuf buffer, int index, int segmentId) {
        buffer.setShort(index + SEGMENT_ID, segmentId);
    }

    /** Seconds since 1970, unsigned 32 bits. */
    public static long timestamp(ByteBuf buffer, int index) {
        return buffer.getUnsignedInt(index + TIMESTAMP);
    }

    /** Writes a whole info field; reserved bits are 0. */
    public static void set(ByteBuf buffer, int index, int flags, int segmentId, long timestamp) {
        buffer.setShort(index + FLAGS, flags << 8);
        buffer.setShort(index + SEGMENT_ID, segmentId);
        buffer.setInt(index + TIMESTAMP, (int) timestamp);
    }
}
