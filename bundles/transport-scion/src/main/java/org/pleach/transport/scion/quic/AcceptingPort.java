package org.pleach.transport.scion.quic;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.pleach.counters.Counters;

/**
 * QUIC connections that come to a datagram channel. Event loop of the channel only.
 *
 * <p>All connections of a port share its channel. So closing the port while some are alive only keeps new ones out; the
 * channel closes with the last connection.
 */
public final class AcceptingPort {

    private final Channel datagrams;
    private final QuicSettings settings;
    private final Counters<QuicCount> counters;
    private final Admission admission;
    private int connections;
    private boolean closed;

    /**
     * Not yet working: see {@link #install}.
     *
     * @param datagrams reads and writes {@code DatagramPacket}s
     */
    public AcceptingPort(Channel datagrams, QuicSettings settings, Counters<QuicCount> counters) {
        this.datagrams = datagrams;
        this.settings = settings;
        this.counters = counters;
        this.admission = new Admission(counters);
    }

    /**
     * Starts to accept.
     *
     * @param tls      this end's identity
     * @param nanoTime the clock
     * @param names    what a peer is called in the log
     * @param track    told each connection when its handshake begins; may add handlers of its own
     * @param sink     takes the channels of those whose handshake is done
     */
    public void install(QuicSslContext tls, LongSupplier nanoTime, Function<SocketAddress, String> names,
            Consumer<QuicChannel> track, ChannelSink sink) {
        HalfOpen halfOpen = new HalfOpen(settings, counters, names);
        ChannelPipeline pipeline = datagrams.pipeline();
        pipeline.addLast(new EmptyDatagrams(), admission);
        pipeline.addLast(QuicCodecs.accepting(settings)
                .sslContext(tls)
                .tokenHandler(new RetryTokens(halfOpen, nanoTime, new SecureRandom(), counters))
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel connection) {
                        count(connection);
                        connection.pipeline().addLast(halfOpen.guard());
                        track.accept(connection);
                        connection.pipeline().addLast(new SingleStream(settings, counters, sink));
                    }
                })
                .build());
    }

    private void count(QuicChannel connection) {
        connections++;
        connection.closeFuture().addListener(done -> {
            connections--;
            closeIfDone();
        });
    }

    /**
     * Keeps new connections out from now on.
     *
     * @param done called when no port is open any longer, or, if connections are alive, at once
     */
    public void close(Runnable done) {
        closed = true;
        admission.close();
        if (connections == 0) {
            datagrams.close().addListener(closed -> done.run());
        } else {
            done.run();
        }
    }

    private void closeIfDone() {
        if (closed && connections == 0) {
            // Not at once: the last connection's last datagram is on its way through this channel.
            datagrams.eventLoop().execute(datagrams::close);
        }
    }
}
