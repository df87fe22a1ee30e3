package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * The layout of SCMP messages. The first 4 bytes are the same for all; the checksum covers SCION's pseudo header and the
 * whole message (see {@link Checksum}).
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |     Type      |     Code      |           Checksum            |  0
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                  by type, see below                           |  4
 *
 *  destination unreachable (1)       packet too big (2)                parameter problem (4)
 *  +---------------+---------------+ +---------------+---------------+ +---------------+---------------+
 *  |             unused            | |   reserved    |      MTU      | |   reserved    |    Pointer    |  4
 *  +---------------+---------------+ +---------------+---------------+ +---------------+---------------+
 *  |       quoted packet ...       | |       quoted packet ...       | |       quoted packet ...       |  8
 *
 *  external interface down (5)       internal connectivity down (6)
 *  +---------------+---------------+ +---------------+---------------+
 *  |      ISD      |               | |      ISD      |               |  4
 *  +---------------+      AS       + +---------------+      AS       +
 *  |                               | |                               |
 *  +---------------+---------------+ +---------------+---------------+
 *  |     Interface (8 bytes)       | |  ingress interface (8 bytes)  |  12
 *  +---------------+---------------+ +---------------+---------------+
 *  |       quoted packet ...       | |   egress interface (8 bytes)  |  20
 *                                    +---------------+---------------+
 *                                    |       quoted packet ...       |  28
 *
 *  echo request (128), reply (129)   traceroute request (130), reply (131)
 *  +---------------+---------------+ +---------------+---------------+
 *  |  Identifier   |   Sequence    | |  Identifier   |   Sequence    |  4
 *  +---------------+---------------+ +---------------+---------------+
 *  |           data ...            | |      ISD      |               |  8
 *                                    +---------------+      AS       +
 *                                    |                               |
 *                                    +---------------+---------------+
 *                                    |     Interface (8 bytes)       |  16
 *                                    +---------------+---------------+
 * </pre>
 * {@code index} is that of the message's first byte; {@link ScmpView} has checked that the bytes are there.
 */
public final class ScmpHeader {

    /** Bytes that are the same for all types. */
    public static final int LENGTH = 4;
    /** Greatest length of a packet that carries an SCMP error, SCION header included. */
    public static final int MAX_ERROR_PACKET = 1232;

    static final int TYPE = 0;
    static final int CODE = 1;
    static final int CHECKSUM = 2;
    static final int MTU = 6;
    static final int POINTER = 6;
    static final int IDENTIFIER = 4;
    static final int SEQUENCE = 6;
    static final int DOWN_ISD_AS = 4;
    static final int DOWN_INTERFACE = 12;
    static final int DOWN_EGRESS = 20;
    static final int TRACE_ISD_AS = 8;
    static final int TRACE_INTERFACE = 16;

    private ScmpHeader() { }

    /** One of {@link ScmpType}. */
    public static int type(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + TYPE);
    }

    /** The code; its meaning depends on the type. */
    public static int code(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + CODE);
    }

    /** The checksum. */
    public static int checksum(ByteBuf buffer, int index) {
        return buffer.getUnsignedShort(index + CHECKSUM);
    }

    /** Sets the checksum. */
    public static void setChecksum(ByteBuf buffer, int index, int checksum) {
        buffer.setShort(index + CHECKSUM, checksum);
    }
}
