package org.pleach.transport.scion.quic;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicSslEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pleach.counters.Counters;

/** One attempt to open a QUIC connection over a datagram channel of its own. Event loop of that channel only. */
public final class Dialling {

    private final QuicSettings settings;
    private final Counters<QuicCount> counters;
    private final CompletableFuture<SingleStreamChannel> result = new CompletableFuture<>();
    private QuicChannel connection;
    private QuicConnectionCloseEvent refusal;

    /** Nothing happens yet. */
    public Dialling(QuicSettings settings, Counters<QuicCount> counters) {
        this.settings = settings;
        this.counters = counters;
    }

    /**
     * Dials.
     *
     * @param datagrams reads and writes {@code DatagramPacket}s
     * @param local     the address that stands for this end in them
     * @param peer      the address that stands for the peer
     * @param tls       makes the engine of the connection
     * @param timeout   milliseconds
     * @param track     told the connection when its handshake begins; may add handlers of its own
     * @param prepare   adds attributes and handlers to the channel before it is active
     * @return the active channel, or an {@link IOException} that says why not
     */
    public CompletableFuture<SingleStreamChannel> connect(Channel datagrams, InetSocketAddress local,
            InetSocketAddress peer, Function<QuicChannel, QuicSslEngine> tls, int timeout, Consumer<QuicChannel> track,
            Consumer<SingleStreamChannel> prepare) {
        datagrams.pipeline().addLast(new EmptyDatagrams(),
                QuicCodecs.connecting(settings).sslEngineProvider(tls).build());
        QuicChannel.newBootstrap(datagrams)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeout)
                .localAddress(local)
                .remoteAddress(peer)
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel dialled) {
                        connection = dialled;
                        track.accept(connection);
                        connection.pipeline().addLast(new SignsOfLife(settings, counters),
                                new Refusal(), new SingleStream(settings, counters, new Sink(prepare)));
                        connection.closeFuture().addListener(closed ->
                                result.completeExceptionally(new IOException(reason(null))));
                    }
                })
                .connect()
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        failed(done.cause());
                    }
                });
        return result;
    }

    private void failed(Throwable cause) {
        // Not at once, since QUIC may be at work further up the stack; closing tells the peer the reason.
        if (connection != null) {
            connection.eventLoop().execute(connection::close);
        }
        IOException failure = cause instanceof ConnectTimeoutException
                ? new SocketTimeoutException("timeout: no answer") : new IOException(reason(cause));
        if (!(cause instanceof ConnectTimeoutException)) {
            counters.increment(QuicCount.HANDSHAKES_FAILED);
        }
        failure.initCause(cause);
        result.completeExceptionally(failure);
    }

    private String reason(Throwable cause) {
        if (refusal != null) {
            return "refused by peer with " + CloseReason.describe(refusal);
        }
        return cause == null || cause.getMessage() == null ? "closed during the handshake" : cause.getMessage();
    }

    /** Gives the channel on once it is there. */
    private final class Sink implements ChannelSink {

        private final Consumer<SingleStreamChannel> prepare;

        Sink(Consumer<SingleStreamChannel> prepare) {
            this.prepare = prepare;
        }

        @Override
        public void prepare(SingleStreamChannel channel) {
            prepare.accept(channel);
        }

        @Override
        public void ready(SingleStreamChannel channel) {
            counters.increment(QuicCount.DIALLED);
            if (!result.complete(channel)) {
                channel.close();
            }
        }
    }

    /** Remembers why the peer broke the handshake off. */
    private final class Refusal extends ChannelInboundHandlerAdapter {

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof QuicConnectionCloseEvent close && refusal == null) {
                refusal = close;
            }
            context.fireUserEventTriggered(event);
        }
    }
}
