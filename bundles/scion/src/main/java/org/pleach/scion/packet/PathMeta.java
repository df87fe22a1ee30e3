package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * The first 4 bytes of a path of type SCION; up to 3 info fields and up to 64 hop fields follow.
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  | C |  CurrHF   |    RSV    |  Seg0Len  |  Seg1Len  |  Seg2Len  |  0
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                  InfoField  (8 bytes each)                    |  4
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                  HopField  (12 bytes each)                    |  4 + 8 * number of info fields
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 * C is CurrINF. SegLen is the number of hop fields of a segment; a segment of 0 has no info field and none may follow.
 * The functions take the 4 bytes as an {@code int}, so that one read serves for all.
 */
public final class PathMeta {

    /** Bytes of the meta header. */
    public static final int LENGTH = 4;
    /** Most segments, hence info fields, of a path. */
    public static final int MAX_SEGMENTS = 3;
    /** Most hop fields of a path: CurrHF has 6 bits. */
    public static final int MAX_HOPS = 64;

    private static final int CURRENT_INFO_SHIFT = 30;
    private static final int CURRENT_HOP_SHIFT = 24;
    private static final int SIX_BITS = 0x3F;
    private static final int POSITION_MASK = 0xFF << CURRENT_HOP_SHIFT;

    private PathMeta() { }

    /** The 4 bytes. */
    public static int read(ByteBuf buffer, int index) {
        return buffer.getInt(index);
    }

    /** Joins the fields; reserved bits are 0. */
    public static int of(int currentInfo, int currentHop, int segment0, int segment1, int segment2) {
        return currentInfo << CURRENT_INFO_SHIFT | currentHop << CURRENT_HOP_SHIFT
                | segment0 << 12 | segment1 << 6 | segment2;
    }

    /** CurrINF, 0 to 3. */
    public static int currentInfo(int meta) {
        return meta >>> CURRENT_INFO_SHIFT;
    }

    /** CurrHF, 0 to 63. */
    public static int currentHop(int meta) {
        return meta >>> CURRENT_HOP_SHIFT & SIX_BITS;
    }

    /** The number of hop fields of a segment, 0 to 63. */
    public static int segmentLength(int meta, int segment) {
        return meta >>> 6 * (MAX_SEGMENTS - 1 - segment) & SIX_BITS;
    }

    /** The same with another position. */
    public static int withPosition(int meta, int currentInfo, int currentHop) {
        return meta & ~POSITION_MASK | currentInfo << CURRENT_INFO_SHIFT | currentHop << CURRENT_HOP_SHIFT;
    }

    /** The number of hop fields of all segments, 0 to 189. */
    public static int hopCount(int meta) {
        return segmentLength(meta, 0) + segmentLength(meta, 1) + segmentLength(meta, 2);
    }

    /** The number of info fields: that of segments, if {@link #check} finds nothing wrong. */
    public static int infoCount(int meta) {
        return segmentLength(meta, 2) > 0 ? 3 : segmentLength(meta, 1) > 0 ? 2 : segmentLength(meta, 0) > 0 ? 1 : 0;
    }

    /** Bytes of the whole path. */
    public static int pathLength(int meta) {
        return LENGTH + infoCount(meta) * InfoField.LENGTH + hopCount(meta) * HopField.LENGTH;
    }

    /** The segment that a hop field lies in, if the path has so many. */
    public static int segmentOf(int meta, int hop) {
        int first = segmentLength(meta, 0);
        return hop < first ? 0 : hop < first + segmentLength(meta, 1) ? 1 : 2;
    }

    /** Whether the lengths of the segments make a path. */
    public static Reason check(int meta) {
        int infos = infoCount(meta);
        if (infos == 0) {
            return Reason.NO_SEGMENT;
        }
        for (int i = 0; i < infos - 1; i++) {
            if (segmentLength(meta, i) == 0) {
                return Reason.SEGMENT_GAP;
            }
        }
        return hopCount(meta) > MAX_HOPS ? Reason.TOO_MANY_HOPS : Reason.OK;
    }
}
