package org.pleach.scion.packet;

/**
 * Type and length of a host address, the four bits DT/DL and ST/SL of the common header.
 * <pre>
 *   3   2   1   0
 *  +---+---+---+---+
 *  | type  |  len  |     length in bytes = 4 * (len + 1)
 *  +---+---+---+---+
 * </pre>
 */
public final class HostType {

    /** Four bytes: an IPv4 address. */
    public static final int IPV4 = 0b0000;
    /** Sixteen bytes: an IPv6 address. */
    public static final int IPV6 = 0b0011;
    /** Four bytes: a service number (2 bytes) and zeros. */
    public static final int SERVICE = 0b0100;

    private static final int LENGTH_BITS = 0b11;

    private HostType() { }

    /** How many bytes an address of this type has: 4, 8, 12 or 16. */
    public static int length(int type) {
        return ((type & LENGTH_BITS) + 1) << 2;
    }
}
