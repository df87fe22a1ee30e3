package org.pleach.transport.scion.quic;

import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;

/**
 * How QUIC connections behave. All times in milliseconds, all sizes in bytes.
 *
 * @param idleTimeout      silence after which a connection is lost; the lesser of both ends' values counts
 * @param keepAlive        idle time after which the connecting end makes a sign of life (to peers that take datagrams)
 * @param handshakeTimeout how long a handshake of an accepted connection may take
 * @param closeTimeout     how long a closed connection waits for the peer to have read everything
 * @param datagram         greatest datagram sent and asked for, at least 1200
 * @param streamWindow     bytes a peer may send before we have read any; grows by itself where the path needs it
 * @param connectionWindow the same for all streams of a connection
 * @param congestion       congestion control
 * @param retryAbove       handshakes under way above which peers must prove their address by a Retry first
 * @param maxHalfOpen      handshakes under way above which new ones are dropped
 */
public record QuicSettings(long idleTimeout, long keepAlive, long handshakeTimeout, long closeTimeout, int datagram,
        long streamWindow, long connectionWindow, QuicCongestionControlAlgorithm congestion, int retryAbove,
        int maxHalfOpen) {

    /** Least datagram that QUIC needs (RFC 9000, 14). */
    public static final int MIN_DATAGRAM = 1200;

    /** Checks ranges. */
    public QuicSettings {
        if (datagram < MIN_DATAGRAM) {
            throw new IllegalArgumentException("datagram: expected " + MIN_DATAGRAM + " or more, got " + datagram);
        }
        if (keepAlive >= idleTimeout) {
            throw new IllegalArgumentException("keep-alive: expected less than the idle time-out of " + idleTimeout
                    + " ms, got " + keepAlive + " ms");
        }
        if (streamWindow <= 0 || connectionWindow < streamWindow) {
            throw new IllegalArgumentException("windows: expected the stream's above 0 and the connection's at least "
                    + "as big, got " + streamWindow + " and " + connectionWindow);
        }
    }
}
