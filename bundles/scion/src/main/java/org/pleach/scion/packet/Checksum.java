package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The internet checksum (RFC 1071) over SCION's pseudo header and the upper layer.
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |             the address header: see AddressHeader             |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |     length of the upper layer's header and data, in bytes     |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                      0                        |   Protocol    |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 * Sums are kept unfolded in a {@code long}, 32 bits added at a time: one's complement addition does not mind in which
 * width it is done. Parts of a sum must start at even offsets of what is summed.
 */
public final class Checksum {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW = 0xFFFF_FFFFL;
    private static final int MASK = 0xFFFF;

    private Checksum() { }

    /** Adds {@code length} bytes of a buffer to an unfolded sum. */
    public static long sum(ByteBuf buffer, int index, int length, long sum) {
        if (buffer.hasArray()) {
            if (index < 0 || length < 0 || length > buffer.capacity() - index) {
                throw new IndexOutOfBoundsException("checksum over " + length + " bytes at " + index + " of "
                        + buffer.capacity());
            }
            return sum(buffer.array(), buffer.arrayOffset() + index, length, sum);
        }
        long total = sum;
        int at = index;
        int end = index + length;
        for (; at <= end - 8; at += 8) {
            long word = buffer.getLong(at);
            total += (word >>> 32) + (word & LOW);
        }
        for (; at <= end - 2; at += 2) {
            total += buffer.getUnsignedShort(at);
        }
        return at < end ? total + (buffer.getUnsignedByte(at) << 8) : total;
    }

    /** Adds {@code length} bytes of an array to an unfolded sum. */
    public static long sum(byte[] bytes, int offset, int length, long sum) {
        long total = sum;
        int at = offset;
        int end = offset + length;
        for (; at <= end - 8; at += 8) {
            long word = (long) LONGS.get(bytes, at);
            total += (word >>> 32) + (word & LOW);
        }
        for (; at <= end - 2; at += 2) {
            total += (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
        }
        return at < end ? total + ((bytes[at] & 0xFF) << 8) : total;
    }

    /**
     * The unfolded sum of the pseudo header.
     *
     * @param packet      index of the packet's first byte
     * @param addressLength bytes of its address header
     */
    public static long pseudoHeader(ByteBuf buffer, int packet, int addressLength, int upperLength, int protocol) {
        return sum(buffer, packet + AddressHeader.OFFSET, addressLength, (long) upperLength + protocol);
    }

    /** Folds a sum to the 16 bits of a checksum field. */
    public static int finish(long sum) {
        return ~fold(sum) & MASK;
    }

    /** {@link #finish}, as UDP sends it: never 0, which would say that there is no checksum. */
    public static int finishUdp(long sum) {
        int checksum = finish(sum);
        return checksum == 0 ? MASK : checksum;
    }

    /** Whether a sum that includes the checksum field is that of a whole message. */
    public static boolean isValid(long sum) {
        return fold(sum) == MASK;
    }

    /** The checksum after one 16-bit word of the message changed (RFC 1624). */
    public static int update(int checksum, int before, int after) {
        return finish((long) (~checksum & MASK) + (~before & MASK) + (after & MASK));
    }

    private static int fold(long sum) {
        long folded = (sum >>> 32) + (sum & LOW);
        folded = (folded >>> 16) + (folded & MASK);
        folded = (folded >>> 16) + (folded & MASK);
        folded = (folded >>> 16) + (folded & MASK);
        return (int) folded;
    }
}
