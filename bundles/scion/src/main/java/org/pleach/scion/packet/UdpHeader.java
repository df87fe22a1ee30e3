package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * UDP over SCION: RFC 768's header; the checksum covers SCION's pseudo header (see {@link Checksum}).
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |          SourcePort           |        DestinationPort        |  0
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |            Length             |           Checksum            |  4
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 * Length counts this header and the payload. A checksum of 0 says that there is none; one that comes out as 0 is sent as
 * 0xFFFF.
 */
public final class UdpHeader {

    /** Bytes of this header. */
    public static final int LENGTH = 8;

    static final int SOURCE_PORT = 0;
    static final int DESTINATION_PORT = 2;
    static final int DATAGRAM_LENGTH = 4;
    static final int CHECKSUM = 6;

    private UdpHeader() { }

    /** 0 to 65535. */
    public static int sourcePort(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + SOURCE_PORT);
    }

    /** 0 to 65535. */
    public static int destinationPort(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + DESTINATION_PORT);
    }

    /** Bytes of header and payload, as the header says. */
    public static int length(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + DATAGRAM_LENGTH);
    }

    /** The checksum; 0 for none. */
    public static int checksum(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + CHECKSUM);
    }

    /** Sets the checksum. */
    public static void setChecksum(ByteBuf buffer, int index, int checksum) {
        buffer.setShort(index + CHECKSUM, checksum);
    }

    /** Writes a whole header. */
    public static void set(ByteBuf buffer, int index, int sourcePort, int destinationPort, int length, int checksum) {
        buffer.setShort(index + SOURCE_PORT, sourcePort);
        buffer.setShort(index + DESTINATION_PORT, destinationPort);
        buffer.setShort(index + DATAGRAM_LENGTH, length);
        buffer.setShort(index + CHECKSUM, checksum);
    }
}
