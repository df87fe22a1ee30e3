package org.pleach.transport.scion.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.util.internal.StringUtil;
import java.net.SocketAddress;

/**
 * A QUIC connection as one duplex stream of bytes, such as a TCP socket is.
 *
 * <p>Reading is asked for as ever (auto-read or {@code read()}); bytes that nobody asks for stay with QUIC, whose
 * window then stops the peer. What is flushed goes on as fast as the congestion window lets it; the rest waits here and
 * makes the channel unwritable by the usual water marks. {@code close()} is graceful: what was accepted for writing is
 * delivered, the connection itself ends a moment later. Registered with the event loop of its QUIC channel.
 */
public final class SingleStreamChannel extends AbstractChannel implements DuplexChannel {

    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final SingleStream streams;
    private final SingleStreamConfig config = new SingleStreamConfig(this);
    private final SocketAddress local;
    private final SocketAddress remote;
    private volatile boolean open = true;
    private volatile boolean inputShutdown;
    private volatile boolean outputShutdown;

    SingleStreamChannel(SingleStream streams, QuicChannel connection) {
        super(connection);
        this.streams = streams;
        this.local = connection.localSocketAddress();
        this.remote = connection.remoteSocketAddress();
    }

    void received(ByteBuf bytes) {
        pipeline().fireChannelRead(bytes);
    }

    void receivedAllForNow() {
        pipeline().fireChannelReadComplete();
    }

    /** The peer sends no more. */
    void receivedEnd() {
        if (inputShutdown || !open) {
            return;
        }
        inputShutdown = true;
        if (config.isAllowHalfClosure() && !outputShutdown) {
            pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        } else {
            close();
        }
    }

    /** The connection is lost, or one of its streams; {@code cause} is null if there is nothing to say about it. */
    void lost(Throwable cause) {
        if (!open) {
            return;
        }
        if (cause != null) {
            pipeline().fireExceptionCaught(cause);
        }
        close();
    }

    /** The stream takes bytes again. */
    void writable() {
        ((SingleStreamUnsafe) unsafe()).writeMore();
    }

    @Override
    protected void doBeginRead() {
        if (!inputShutdown) {
            streams.read();
        }
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) {
        streams.write(waiting);
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        throw new UnsupportedOperationException("unsupported message: expected ByteBuf, got "
                + StringUtil.simpleClassName(message));
    }

    @Override
    protected void doShutdownOutput() {
        outputShutdown = true;
        streams.finishOutput();
        if (inputShutdown) {
            close();
        }
    }

    @Override
    protected void doClose() {
        if (open) {
            open = false;
            inputShutdown = true;
            outputShutdown = true;
            streams.channelClosed();
        }
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("bind");
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new SingleStreamUnsafe();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop == parent().eventLoop();
    }

    @Override
    protected SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    public SingleStreamConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isInputShutdown() {
        return inputShutdown;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown;
    }

    @Override
    public boolean isShutdown() {
        return inputShutdown && outputShutdown;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        return onEventLoop(promise, () -> {
            if (!inputShutdown) {
                inputShutdown = true;
                streams.stopInput();
            }
            promise.trySuccess();
        });
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        return onEventLoop(promise, () -> ((AbstractUnsafe) unsafe()).shutdownOutput(promise));
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        return onEventLoop(promise, () -> {
            shutdownInput();
            shutdownOutput(promise);
        });
    }

    private ChannelFuture onEventLoop(ChannelPromise promise, Runnable action) {
        if (eventLoop().inEventLoop()) {
            action.run();
        } else {
            eventLoop().execute(action);
        }
        return promise;
    }

    private final class SingleStreamUnsafe extends AbstractUnsafe {

        @Override
        public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
            promise.setFailure(new UnsupportedOperationException("connect: connected already"));
        }

        void writeMore() {
            flush0();
        }
    }
}
