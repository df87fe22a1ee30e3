package org.pleach.scion.socket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Addresses that stand for SCION addresses where only IP addresses are understood: unique local IPv6 ones (RFC 4193)
 * with a running number, and the true port.
 * <pre>
 *  | fd | "scion" in ASCII | 0 0 | running number, 8 bytes |
 * </pre>
 */
final class SyntheticAddresses {

    private static final long PREFIX = 0xFD73_6369_6F6E_0000L;

    private long last;

    InetSocketAddress next(int port) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(PREFIX).putLong(++last).array();
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
