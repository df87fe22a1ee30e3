package org.pleach.broker;

import com.typesafe.config.ConfigFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.pleach.auth.Authenticator;
import org.pleach.broker.server.BrokerServer;
import org.pleach.broker.server.BrokerServerBuilder;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.Transport;

/** A server with one client in one thread on virtual time: no socket, no thread, no clock. */
public final class EmbeddedServer implements AutoCloseable {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final MemoryTransport transport = new MemoryTransport();
    private final BrokerServer server;
    private long nanos = 1;

    public EmbeddedServer(String config, Authenticator... authenticators) {
        channel.freezeTime();
        BrokerServerBuilder builder = BrokerServer.builder().network(new MemoryNetwork()).transport(transport)
                .options(BrokerOptions.from(ConfigFactory.parseString(config)));
        for (Authenticator authenticator : authenticators) {
            builder.authenticator(authenticator);
        }
        server = builder.start();
    }

    public BrokerServer server() {
        return server;
    }

    public EmbeddedChannel channel() {
        return channel;
    }

    /** The client connects. */
    public EmbeddedServer connect(ChannelHandler... before) throws Exception {
        channel.attr(PeerAttributes.REMOTE).set(Endpoint.of("10.0.0.7", 50123));
        channel.attr(PeerAttributes.LOCAL).set(Endpoint.of("10.0.0.1", 4222));
        channel.attr(PeerAttributes.TRANSPORT).set("memory");
        channel.pipeline().addLast(before);
        channel.pipeline().addLast(transport.handler);
        channel.pipeline().fireChannelActive();
        channel.runPendingTasks();
        return this;
    }

    /** The client sends. */
    public void receive(String text) {
        receive(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
        channel.runPendingTasks();
    }

    /** What the server has sent since the last call; {@code <closed>} at the end if it has closed. */
    public String sent() {
        channel.runPendingTasks();
        StringBuilder text = new StringBuilder();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            text.append(buffer.toString(StandardCharsets.ISO_8859_1));
            buffer.release();
        }
        return text.append(channel.isOpen() ? "" : "<closed>").toString();
    }

    /** Time passes, in steps, so that what is scheduled again and again runs as often as it should. */
    public void advance(Duration time) {
        Duration step = time.compareTo(Duration.ofMillis(100)) < 0 ? Duration.ofMillis(1) : Duration.ofMillis(10);
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            advanceAtOnce(step);
        }
    }

    /** Time passes until the server sends something, which is returned, or {@code most} have passed. */
    public String nextSent(Duration most) {
        String text = sent();
        for (Duration passed = Duration.ZERO; text.isEmpty() && passed.compareTo(most) < 0; passed = passed.plusMillis(1)) {
            advanceAtOnce(Duration.ofMillis(1));
            text = sent();
        }
        return text;
    }

    private void advanceAtOnce(Duration time) {
        nanos += time.toNanos();
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    @Override
    public void close() {
        server.close();
        channel.runPendingTasks();
        sent();
        channel.finishAndReleaseAll();
    }

    private final class MemoryNetwork implements Network {
        @Override
        public EventLoopGroup eventLoops() {
            return channel.eventLoop();
        }

        @Override
        public SocketChannel newSocketChannel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerChannel newServerChannel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DatagramChannel newDatagramChannel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long currentTimeMillis() {
            return 1_000_000 + nanos / 1_000_000;
        }
    }

    private static final class MemoryTransport implements Transport {
        private ChannelHandler handler;

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public boolean listensOn(ListenRequest request) {
            return true;
        }

        @Override
        public boolean connectsTo(Endpoint endpoint) {
            return false;
        }

        @Override
        public CompletionStage<Listener> listen(ListenRequest request) {
            handler = request.handler();
            return CompletableFuture.completedFuture(new Listener() {
                @Override
                public Endpoint endpoint() {
                    return request.endpoint();
                }

                @Override
                public String transport() {
                    return name();
                }

                @Override
                public CompletionStage<Void> close() {
                    return CompletableFuture.completedFuture(null);
                }
            });
        }

        @Override
        public CompletionStage<Channel> connect(ConnectRequest request) {
            return CompletableFuture.failedFuture(new IllegalArgumentException());
        }
    }
}
