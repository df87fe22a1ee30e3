package org.pleach.transport.scion.quic;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.pleach.counters.Counters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and limits the handshakes under way at one port, in number by {@link RetryTokens} and in time here. Event loop
 * only.
 */
final class HalfOpen {

    private static final Logger LOG = LoggerFactory.getLogger(HalfOpen.class);

    private final QuicSettings settings;
    private final Counters<QuicCount> counters;
    private final Function<SocketAddress, String> names;
    private final Occasionally occasionally = new Occasionally();
    private int underWay;

    /**
     * @param names what a peer is called in the log
     */
    HalfOpen(QuicSettings settings, Counters<QuicCount> counters, Function<SocketAddress, String> names) {
        this.settings = settings;
        this.counters = counters;
        this.names = names;
    }

    boolean many() {
        return underWay >= settings.retryAbove();
    }

    boolean tooMany() {
        return underWay >= settings.maxHalfOpen();
    }

    /** For the pipeline of one accepted connection; goes when the handshake is done. */
    ChannelInboundHandlerAdapter guard() {
        return new Guard();
    }

    private final class Guard extends ChannelInboundHandlerAdapter {

        private ScheduledFuture<?> limit;
        private SocketAddress peer;
        private Throwable failure;
        private boolean timedOut;
        private boolean done;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            underWay++;
            peer = ((QuicChannel) context.channel()).remoteSocketAddress();
            limit = context.executor().schedule(() -> {
                timedOut = true;
                context.close();
            }, settings.handshakeTimeout(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            finish();
            counters.increment(QuicCount.ACCEPTED);
            context.fireChannelActive();
            context.pipeline().remove(this);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failure = cause;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof QuicConnectionCloseEvent close && failure == null) {
                failure = new IOException("peer says " + CloseReason.describe(close));
            }
            context.fireUserEventTriggered(event);
        }

        @Override
        public void channelUnregistered(ChannelHandlerContext context) {
            if (!done) {
                finish();
                counters.increment(timedOut ? QuicCount.HANDSHAKES_TIMED_OUT : QuicCount.HANDSHAKES_FAILED);
                occasionally.run(context.executor().ticker().nanoTime(), suppressed -> LOG.warn(
                        "{} - QUIC handshake error: {}{}", names.apply(peer), reason(),
                        suppressed == 0 ? "" : " (and " + suppressed + " more)"));
            }
            context.fireChannelUnregistered();
        }

        private String reason() {
            if (timedOut) {
                return "not done within " + settings.handshakeTimeout() + " ms";
            }
            String message = failure == null ? "broken off" : String.valueOf(failure.getMessage());
            return message.contains("NO_APPLICATION_PROTOCOL")
                    ? "expected application protocol " + SingleStream.PROTOCOL + ", peer offers others" : message;
        }

        private void finish() {
            done = true;
            underWay--;
            limit.cancel(false);
        }
    }
}
