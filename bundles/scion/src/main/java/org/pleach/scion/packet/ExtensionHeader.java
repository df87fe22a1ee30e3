package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * The hop-by-hop ({@link Protocol#HOP_BY_HOP}) and the end-to-end ({@link Protocol#END_TO_END}) extension header. There
 * is at most one of each, hop-by-hop first.
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |    NextHdr    |    ExtLen     |            Options            |  0     length in bytes = 4 * (ExtLen + 1)
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
 *  |                                                               |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *
 *  an option                                         the option Pad1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+- ...      +-+-+-+-+-+-+-+-+
 *  |    OptType    |  OptDataLen   | OptData         |       0       |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+- ...      +-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class ExtensionHeader {

    /** Least bytes of an extension header. */
    public static final int MIN_LENGTH = 4;
    /** Where the options start. */
    public static final int OPTIONS = 2;
    /** The option of one byte of padding, without length and data. */
    public static final int PAD1 = 0;
    /** The option of several bytes of padding. */
    public static final int PADN = 1;

    static final int NEXT_HEADER = 0;
    static final int EXTENSION_LENGTH = 1;

    private ExtensionHeader() { }

    /** What follows this header. */
    public static int nextHeader(ByteBuf buffer, int index) {
        return buffer.getUnsignedByte(index + NEXT_HEADER);
    }

    /** Bytes of this header, 4 to 1024. */
    public static int length(ByteBuf buffer, int index) {
        return (buffer.getUnsignedByte(index + EXTENSION_LENGTH) + 1) * 4;
    }

    /** Whether {@code protocol} is an extension header. */
    public static boolean is(int protocol) {
        return protocol == Protocol.HOP_BY_HOP || protocol == Protocol.END_TO_END;
    }

    /**
     * Where the option after the one at {@code option} starts; {@code end} if that was the last.
     *
     * @param end where the extension header ends
     * @return -1 if the option reaches beyond {@code end}
     */
    public static int nextOption(ByteBuf buffer, int option, int end) {
        if (buffer.getByte(option) == PAD1) {
            return option + 1;
        }
        if (end - option < 2) {
            return -1;
        }
        int next = option + 2 + buffer.getUnsignedByte(option + 1);
        return next > end ? -1 : next;
    }

    /** Whether the options of a header that lies wholly in the buffer fill it exactly. */
    public static Reason checkOptions(ByteBuf buffer, int index) {
        int end = index + length(buffer, index);
        for (int option = index + OPTIONS; option < end; ) {
            option = nextOption(buffer, option, end);
            if (option < 0) {
                return Reason.TRUNCATED_OPTION;
            }
        }
        return Reason.OK;
    }
}
