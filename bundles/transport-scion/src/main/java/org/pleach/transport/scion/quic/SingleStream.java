package org.pleach.transport.scion.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.pleach.counters.Counters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol {@code qs}: one duplex stream of bytes made of two unidirectional QUIC streams (scion-apps,
 * SingleStream).
 *
 * <pre>
 *   stream     opened by   carries
 *   2 / 3      client / server   what that end sends, then FIN
 *   6 / 7      client / server   nothing but FIN: "I have read your FIN", or "I read no more"
 *   CONNECTION_CLOSE, application code 0 "ok" after the peer's 6 / 7, 0x101 when that does not come
 * </pre>
 *
 * The close may overtake stream 6 or 7, since they are not ordered. The last handler of a QUIC channel; event loop
 * only.
 */
final class SingleStream extends ChannelInboundHandlerAdapter {

    static final String PROTOCOL = "qs";

    private static final Logger LOG = LoggerFactory.getLogger(SingleStream.class);
    private static final int OK = 0;
    private static final int SHUTDOWN_ERROR = 0x101;
    /** So that a peer that waits for our "OK" sees it before the connection is gone. */
    private static final int GRACE_MILLIS = 100;
    /** 0x100 + the TLS alert no_application_protocol (RFC 9001, 8.1). */
    private static final int NO_APPLICATION_PROTOCOL = 0x178;

    private final QuicSettings settings;
    private final Counters<QuicCount> counters;
    private final ChannelSink sink;
    private final OutgoingBytes outgoing = new OutgoingBytes(this);
    private QuicChannel connection;
    private QuicStreamChannel incoming;
    private SingleStreamChannel channel;
    private ScheduledFuture<?> farewell;
    private boolean readWanted;
    private boolean okSent;
    private boolean okReceived;
    private boolean closing;
    private boolean peerClosed;

    SingleStream(QuicSettings settings, Counters<QuicCount> counters, ChannelSink sink) {
        this.settings = settings;
        this.counters = counters;
        this.sink = sink;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connection = (QuicChannel) context.channel();
        String protocol = connection.sslEngine().getApplicationProtocol();
        if (!PROTOCOL.equals(protocol)) {
            counters.increment(QuicCount.HANDSHAKES_FAILED);
            close(false, NO_APPLICATION_PROTOCOL, "expected application protocol qs");
            return;
        }
        connection.createStream(QuicStreamType.UNIDIRECTIONAL, outgoing).addListener(this::streamOpened);
    }

    private void streamOpened(Future<? super QuicStreamChannel> stream) {
        if (!stream.isSuccess()) {
            counters.increment(QuicCount.PROTOCOL_ERRORS);
            LOG.debug("{} - Peer lets us open no stream", connection.remoteSocketAddress(), stream.cause());
            close(true, SHUTDOWN_ERROR, "expected leave to open a unidirectional stream");
            return;
        }
        channel = new SingleStreamChannel(this, connection);
        try {
            sink.prepare(channel);
        } catch (RuntimeException e) {
            LOG.error("{} - Cannot hand the connection over", connection.remoteSocketAddress(), e);
            close(true, SHUTDOWN_ERROR, "shutdown error");
            return;
        }
        connection.eventLoop().register(channel);
        sink.ready(channel);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof QuicStreamChannel stream)) {
            // A datagram: a sign of life, without meaning of its own.
            ReferenceCountUtil.release(message);
            return;
        }
        // The peer's streams are 2 or 3, 6 or 7, ...: by number, since they may become visible in any order.
        long ordinal = stream.streamId() >> 2;
        if (ordinal == 0) {
            incoming = stream;
            stream.config().setAutoRead(false);
            stream.pipeline().addLast(new IncomingBytes(this));
            context.channel().eventLoop().register(stream);
            if (closing) {
                stopInput();
            } else if (readWanted) {
                stream.read();
            }
        } else if (ordinal == 1) {
            stream.pipeline().addLast(new Discarding());
            context.channel().eventLoop().register(stream);
            okReceived = true;
            if (closing) {
                close(true, OK, "ok");
            }
        } else {
            counters.increment(QuicCount.UNEXPECTED_STREAMS);
            stream.pipeline().addLast(new Discarding());
            context.channel().eventLoop().register(stream);
            close(true, SHUTDOWN_ERROR, "unexpected stream");
            lost(new IOException("peer opened stream " + stream.streamId() + ", expected at most two streams"));
        }
    }

    void read() {
        readWanted = true;
        if (incoming != null) {
            incoming.read();
        }
    }

    void received(ByteBuf bytes) {
        if (closing || channel == null) {
            bytes.release();
        } else {
            channel.received(bytes);
        }
    }

    void receivedAllForNow() {
        if (!closing && channel != null) {
            channel.receivedAllForNow();
        }
    }

    void receivedEnd() {
        sendOk();
        incoming.close();
        if (channel != null) {
            channel.receivedEnd();
        }
    }

    void write(ChannelOutboundBuffer waiting) {
        outgoing.write(waiting);
    }

    void outputWritable() {
        if (channel != null) {
            channel.writable();
        }
    }

    void finishOutput() {
        outgoing.finish();
    }

    void stopInput() {
        if (incoming != null && !incoming.isInputShutdown()) {
            incoming.shutdownInput();
        }
        sendOk();
    }

    private void sendOk() {
        if (!okSent) {
            okSent = true;
            connection.createStream(QuicStreamType.UNIDIRECTIONAL, new Discarding()).addListener(stream -> {
                if (stream.isSuccess()) {
                    ((QuicStreamChannel) stream.getNow()).shutdownOutput();
                }
            });
        }
    }

    /** The broker is done: deliver what was written, tell the peer, then end the connection. */
    void channelClosed() {
        closing = true;
        if (!connection.isActive() || peerClosed) {
            connection.close();
            return;
        }
        finishOutput();
        stopInput();
        if (okReceived) {
            farewell = connection.eventLoop().schedule(() -> close(true, OK, "ok"), GRACE_MILLIS,
                    TimeUnit.MILLISECONDS);
        } else {
            farewell = connection.eventLoop().schedule(() -> {
                counters.increment(QuicCount.FAREWELLS_TIMED_OUT);
                close(true, SHUTDOWN_ERROR, "shutdown error");
            }, settings.closeTimeout(), TimeUnit.MILLISECONDS);
        }
    }

    private void close(boolean application, int error, String reason) {
        connection.close(application, error, Unpooled.copiedBuffer(reason, StandardCharsets.US_ASCII));
    }

    /** A stream broke, by the peer's will; the rest of the connection is of no use then. */
    void streamFailed(Throwable cause) {
        if (connection.isActive()) {
            lost(cause);
        }
        // Else its end comes next and knows better why.
    }

    private void lost(Throwable cause) {
        if (channel != null) {
            channel.lost(cause);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof QuicConnectionCloseEvent close) {
            peerClosed = true;
            if (close.isApplicationClose() && close.error() == OK) {
                lost(null);
            } else {
                counters.increment(QuicCount.CLOSED_WITH_ERROR);
                lost(new IOException("connection closed by peer with " + CloseReason.describe(close)));
            }
            context.close();
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (farewell != null) {
            farewell.cancel(false);
        }
        if (connection != null && connection.isTimedOut()) {
            counters.increment(QuicCount.IDLE_TIMEOUTS);
            lost(new IOException("no sign of life from peer within the idle time-out"));
        } else {
            lost(null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (channel != null) {
            counters.increment(QuicCount.PROTOCOL_ERRORS);
            lost(cause);
        }
        context.fireExceptionCaught(cause);
    }

    /** Takes what comes on a stream that carries nothing. */
    private static final class Discarding extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
