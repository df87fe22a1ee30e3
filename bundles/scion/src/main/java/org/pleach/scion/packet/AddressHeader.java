package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * Who sends and who shall get: the header after the common header.
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |            DstISD             |                               |  0
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
 *  |                             DstAS                             |  4
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |            SrcISD             |                               |  8
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
 *  |                             SrcAS                             |  12
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                 DstHostAddr (4, 8, 12 or 16 bytes)            |  16
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                 SrcHostAddr (4, 8, 12 or 16 bytes)            |  16 + length of DstHostAddr
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 * {@code index} is that of this header's first byte.
 */
public final class AddressHeader {

    /** Where this header starts in the packet. */
    public static final int OFFSET = CommonHeader.LENGTH;
    /** Where the destination's ISD-AS is in the packet. */
    public static final int DESTINATION_ISD_AS_OFFSET = OFFSET;
    /** Where the source's ISD-AS is in the packet. */
    public static final int SOURCE_ISD_AS_OFFSET = OFFSET + 8;
    /** Where the destination host is in this header. */
    public static final int DESTINATION_HOST = 16;

    static final int DESTINATION_ISD_AS = 0;
    static final int SOURCE_ISD_AS = 8;

    private AddressHeader() { }

    /** Bytes of this header, for hosts of these {@link HostType}s. */
    public static int length(int destinationType, int sourceType) {
        return DESTINATION_HOST + HostType.length(destinationType) + HostType.length(sourceType);
    }

    /** The destination's ISD-AS, ISD in the top 16 bits. */
    public static long destinationIsdAs(ByteBuf buffer, int index) {
        return buffer.getLong(index + DESTINATION_ISD_AS);
    }

    /** The source's ISD-AS, ISD in the top 16 bits. */
    public static long sourceIsdAs(ByteBuf buffer, int index) {
        return buffer.getLong(index + SOURCE_ISD_AS);
    }

    /** Sets both ISD-AS numbers. */
    public static void setIsdAs(ByteBuf buffer, int index, long destination, long source) {
        buffer.setLong(index + DESTINATION_ISD_AS, destination);
        buffer.setLong(index + SOURCE_ISD_AS, source);
    }
}
