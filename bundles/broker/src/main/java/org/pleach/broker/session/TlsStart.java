package org.pleach.broker.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.pleach.broker.ClientTlsOptions;
import org.pleach.broker.tls.ClientTls;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.TlsUpgrade;

/**
 * What goes before the protocol: INFO in clear or encrypted, the handshake, or neither, as nats-server's
 * {@code handshake_first} and {@code allow_non_tls} have it. Belongs to the channel's event loop.
 */
final class TlsStart {

    private static final int RECORD_OF_HANDSHAKE = 0x16;

    private final Channel channel;
    private final ClientTlsOptions options;
    private final TlsUpgrade.Prepared tls;
    private final Session session;

    /** What a start does to its session. */
    interface Session {

        /** Sends INFO: at once, past everything that waits. */
        void sendFirstInfo();

        /** Reading begins. */
        void begin();

        void tlsFailed(String reason);

        boolean isClosed();

        void debug(String message);
    }

    TlsStart(Channel channel, ClientTls tls, Session session) {
        this.channel = channel;
        this.options = needed(channel, tls);
        this.tls = tls.prepared();
        this.session = session;
    }

    private static ClientTlsOptions needed(Channel channel, ClientTls tls) {
        return channel.attr(PeerAttributes.ENCRYPTED).get() == null ? tls.options() : null;
    }

    void start() {
        if (options == null) {
            session.sendFirstInfo();
            session.begin();
        } else if (tls == null) {
            session.tlsFailed("no TLS at hand for the tls that is configured");
        } else if (!options.handshakeFirst()) {
            infoFirst();
        } else if (options.fallback().isZero()) {
            handshake(true);
        } else {
            awaitFirstBytes(options.fallback().toNanos(), bytes -> handshake(true), this::infoFirst);
        }
    }

    private void infoFirst() {
        session.sendFirstInfo();
        if (options.optional()) {
            awaitFirstBytes(TimeUnit.MILLISECONDS.toNanos(options.settings().timeoutMillis()), bytes -> {
                if (bytes.getUnsignedByte(bytes.readerIndex()) == RECORD_OF_HANDSHAKE) {
                    handshake(false);
                } else {
                    session.begin();
                }
            }, session::begin);
        } else {
            handshake(false);
        }
    }

    private void handshake(boolean infoAfterwards) {
        session.debug("Starting TLS client connection handshake");
        tls.accept(channel).whenComplete((done, failure) -> {
            if (session.isClosed()) {
                return;
            }
            if (failure != null) {
                failed(failure);
                return;
            }
            SslHandler handler = channel.pipeline().get(SslHandler.class);
            session.debug("TLS handshake complete");
            session.debug("TLS version " + handler.engine().getSession().getProtocol().substring("TLSv".length())
                    + ", cipher suite " + handler.engine().getSession().getCipherSuite());
            if (options.map()) {
                channel.attr(PeerAttributes.IDENTITY).set(certificate(handler));
            }
            if (infoAfterwards) {
                session.sendFirstInfo();
            }
            session.begin();
        });
    }

    /** Never with the bytes that came, as the exception has it: they may be a CONNECT with a password. */
    private void failed(Throwable failure) {
        if (failure instanceof NotSslRecordException) {
            session.tlsFailed("tls: first record does not look like a TLS handshake");
        } else {
            session.tlsFailed(failure instanceof ClosedChannelException ? "EOF" : String.valueOf(failure.getMessage()));
        }
    }

    private static X509Certificate certificate(SslHandler handler) {
        try {
            return (X509Certificate) handler.engine().getSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    private void awaitFirstBytes(long nanos, FirstBytes.Then then, Runnable silence) {
        FirstBytes waiting = new FirstBytes(then);
        channel.pipeline().addFirst(waiting);
        waiting.timer = channel.eventLoop().schedule(() -> {
            channel.pipeline().remove(waiting);
            silence.run();
        }, nanos, TimeUnit.NANOSECONDS);
    }

    /** Holds the first bytes until it is clear what they are, then sends them through the pipeline from its start. */
    private static final class FirstBytes extends ChannelInboundHandlerAdapter {

        private final Then then;
        private Future<?> timer;

        /** Looks at the first bytes and changes the pipeline. */
        interface Then {
            void came(ByteBuf bytes);
        }

        FirstBytes(Then then) {
            this.then = then;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            timer.cancel(false);
            context.pipeline().remove(this);
            then.came((ByteBuf) message);
            context.pipeline().fireChannelRead(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            timer.cancel(false);
            context.fireChannelInactive();
        }
    }
}
