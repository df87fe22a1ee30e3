package org.pleach.transport.scion.quic;

/** What is counted about QUIC connections; the counters' subsystem is {@code quic}. */
public enum QuicCount {
    /** Connections that peers opened, handshake done. */
    ACCEPTED,
    /** Connections opened to peers, handshake done. */
    DIALLED,
    /** Handshakes that failed: wrong application protocol, bad certificate, broken off. */
    HANDSHAKES_FAILED,
    /** Handshakes given up because they took too long. */
    HANDSHAKES_TIMED_OUT,
    /** Peers asked to prove their address first, because many handshakes were under way. */
    RETRIES_SENT,
    /** Connection attempts dropped: address tokens that were forged, stale or came from elsewhere. */
    TOKENS_REFUSED,
    /** Connection attempts dropped because too many handshakes were under way. */
    HALF_OPEN_REFUSED,
    /** Datagrams dropped because they are no QUIC. */
    NOT_QUIC,
    /** Connections closed because the peer opened streams that the protocol does not have. */
    UNEXPECTED_STREAMS,
    /** Connections that broke QUIC's rules after the handshake. */
    PROTOCOL_ERRORS,
    /** Connections lost because the peer was silent for the idle time-out. */
    IDLE_TIMEOUTS,
    /** Connections that the peer closed with an error. */
    CLOSED_WITH_ERROR,
    /** Connections closed without the peer having said that it read everything. */
    FAREWELLS_TIMED_OUT,
    /** Datagrams sent only so that a connection is not idle. */
    KEEP_ALIVES_SENT,
    /** Datagrams found authentic for the layer below, which then moved to the path they came on. */
    DATAGRAMS_CONFIRMED
}
