package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * The first 12 bytes of every SCION packet.
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |Version| TrafficClass  |                FlowID                 |  0
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |    NextHdr    |    HdrLen     |          PayloadLen           |  4
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |    PathType   |DT |DL |ST |SL |              RSV              |  8
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 * HdrLen counts units of 4 bytes. {@code index} is that of the packet's first byte; the caller has checked that the
 * bytes are there.
 */
public final class CommonHeader {

    /** Bytes of this header. */
    public static final int LENGTH = 12;
    /** Greatest length of common, address and path header together. */
    public static final int MAX_HEADER_LENGTH = 1020;
    /** HdrLen counts in units of so many bytes. */
    public static final int LINE_LENGTH = 4;
    /** Greatest flow ID. */
    public static final int MAX_FLOW_ID = 0xFFFFF;

    static final int FIRST_LINE = 0;
    static final int NEXT_HEADER = 4;
    static final int HEADER_LENGTH = 5;
    static final int PAYLOAD_LENGTH = 6;
    static final int PATH_TYPE = 8;
    static final int HOST_TYPES = 9;
    static final int RESERVED = 10;

    private static final int VERSION_SHIFT = 28;
    private static final int TRAFFIC_CLASS_SHIFT = 20;

    private CommonHeader() { }

    /** 0 to 15; only 0 is defined. */
    public static int version(ByteBuf buffer, int index) {
        return buffer.getInt(index + FIRST_LINE) >>> VERSION_SHIFT;
    }

    /** 0 to 255. */
    public static int trafficClass(ByteBuf buffer, int index) {
        return buffer.getInt(index + FIRST_LINE) >>> TRAFFIC_CLASS_SHIFT & 0xFF;
    }

    /** 0 to {@link #MAX_FLOW_ID}. */
    public static int flowId(ByteBuf buffer, int index) {
        return buffer.getInt(index + FIRST_LINE) & MAX_FLOW_ID;
    }

    /** Sets version, traffic class and flow ID. */
    public static void setFirstLine(ByteBuf buffer, int index, int version, int trafficClass, int flowId) {
        buffer.setInt(index + FIRST_LINE, version << VERSION_SHIFT
                | (trafficClass & 0xFF) << TRAFFIC_CLASS_SHIFT | flowId & MAX_FLOW_ID);
    }

    /** What follows the header: one of {@link Protocol}. */
    public static int nextHeader(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + NEXT_HEADER);
    }

    /** Sets what follows the header. */
    public static void setNextHeader(ByteBuf buffer, int index, int protocol) {
        buffer.setByte(index + NEXT_HEADER, protocol);
    }

    /** Bytes of common, address and path header together. */
    public static int headerLength(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + HEADER_LENGTH) * LINE_LENGTH;
    }

    /** Sets the bytes of common, address and path header together: a multiple of 4 up to {@link #MAX_HEADER_LENGTH}. */
    public static void setHeaderLength(ByteBuf buffer, int index, int bytes) {
        buffer.setByte(index + HEADER_LENGTH, bytes / LINE_LENGTH);
    }

    /** Bytes after the header. */
    public static int payloadLength(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + PAYLOAD_LENGTH);
    }

    /** Sets the bytes after the header, 0 to 65535. */
    public static void setPayloadLength(ByteBuf buffer, int index, int bytes) {
        buffer.setShort(index + PAYLOAD_LENGTH, bytes);
    }

    /** One of {@link PathType}. */
    public static int pathType(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + PATH_TYPE);
    }

    /** Sets the path type. */
    public static void setPathType(ByteBuf buffer, int index, int type) {
        buffer.setByte(index + PATH_TYPE, type);
    }

    /** The destination host's {@link HostType}. */
    public static int destinationHostType(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + HOST_TYPES) >>> 4;
    }

    /** The source host's {@link HostType}. */
    public static int sourceHostType(ByteBuf buffer, int index) {
        return buffer.getByte(index + HOST_TYPES) & 0xF;
    }

    /** Sets both {@link HostType}s and clears the reserved bits. */
    public static void setHostTypes(ByteBuf buffer, int index, int destination, int source) {
        buffer.setByte(index + HOST_TYPES, destination << 4 | source);
        buffer.setShort(index + RESERVED, 0);
    }
}
