package org.pleach.transport.scion.quic;

import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicCodecBuilder;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import java.util.concurrent.TimeUnit;

/** Turns settings into what both kinds of QUIC codec have in common. */
final class QuicCodecs {

    /** The peer's data stream, its "OK", and room so that a third one is refused in words and not by a QUIC error. */
    private static final int PEER_STREAMS = 3;
    private static final int DATAGRAMS_QUEUED = 4;
    /** The least that QUIC allows: addresses never change, so spare connection IDs are of no use. */
    private static final int CONNECTION_IDS = 2;

    private QuicCodecs() { }

    static QuicServerCodecBuilder accepting(QuicSettings settings) {
        return common(new QuicServerCodecBuilder(), settings);
    }

    static QuicClientCodecBuilder connecting(QuicSettings settings) {
        return common(new QuicClientCodecBuilder(), settings);
    }

    /** Path-MTU discovery is off: a datagram that stops fitting when the path changes would stall the connection. */
    private static <B extends QuicCodecBuilder<B>> B common(B builder, QuicSettings settings) {
        return builder
                .maxIdleTimeout(settings.idleTimeout(), TimeUnit.MILLISECONDS)
                .maxSendUdpPayloadSize(settings.datagram())
                .maxRecvUdpPayloadSize(settings.datagram())
                .discoverPmtu(false)
                .initialMaxData(settings.connectionWindow())
                .initialMaxStreamDataUnidirectional(settings.streamWindow())
                .initialMaxStreamDataBidirectionalLocal(0)
                .initialMaxStreamDataBidirectionalRemote(0)
                .initialMaxStreamsBidirectional(0)
                .initialMaxStreamsUnidirectional(PEER_STREAMS)
                .datagram(DATAGRAMS_QUEUED, DATAGRAMS_QUEUED)
                .activeConnectionIdLimit(CONNECTION_IDS)
                .activeMigration(false)
                .congestionControlAlgorithm(settings.congestion());
    }
}
