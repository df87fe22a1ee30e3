package org.pleach.clustering.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection under a {@link RouteChannel}: the only handler in the pipeline of the transport's channel. It may be
 * handed from one route channel to another, also to one of another event loop. Its methods may be called from the event
 * loop of either.
 */
public final class Link extends ChannelInboundHandlerAdapter {

    private static final long LONGEST_FLUSH_SECONDS = 5;
    private static final long LONGEST_LINGER_SECONDS = 1;

    private final Consumer<RouteChannel> opened;
    private volatile RouteChannel owner;
    private Channel channel;

    /** @param opened gets the route channel once there is a connection, to add its handlers; on its event loop */
    public Link(Consumer<RouteChannel> opened) {
        this.opened = opened;
    }

    /** The transport's channel. */
    public Channel channel() {
        return channel;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel.config().setAutoRead(false);
        owner = new RouteChannel(this);
        opened.accept(owner);
        channel.eventLoop().register(owner);
    }

    /** From now on what comes goes to {@code other}. On this connection's event loop. */
    void moveTo(RouteChannel other) {
        owner = other;
    }

    /** Whether what comes goes to {@code route}. */
    boolean belongsTo(RouteChannel route) {
        return owner == route;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        deliver((ByteBuf) message);
    }

    /** Gives bytes to the present owner, behind those given before. */
    void deliver(ByteBuf bytes) {
        RouteChannel to = owner;
        if (to.eventLoop().inEventLoop()) {
            to.received(this, bytes);
        } else if (!execute(to, () -> to.received(this, bytes))) {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        RouteChannel to = owner;
        if (to.eventLoop().inEventLoop()) {
            to.receivedAllForNow(this);
        } else {
            execute(to, () -> to.receivedAllForNow(this));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        RouteChannel to = owner;
        if (to == null || !channel.isWritable()) {
            return;
        }
        if (to.eventLoop().inEventLoop()) {
            to.writable(this);
        } else {
            execute(to, () -> to.writable(this));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lost(cause);
        context.close();
    }

    private void lost(Throwable cause) {
        RouteChannel to = owner;
        if (to == null) {
            return;
        }
        if (to.eventLoop().inEventLoop()) {
            to.lost(this, cause);
        } else {
            execute(to, () -> to.lost(this, cause));
        }
    }

    private static boolean execute(RouteChannel to, Runnable action) {
        try {
            to.eventLoop().execute(action);
            return true;
        } catch (RejectedExecutionException e) {
            // The event loops are shut down, and the route with them.
            return false;
        }
    }

    void read() {
        channel.read();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    /** Closes at once. */
    void abort() {
        channel.close();
    }

    /**
     * Closes so that the peer gets the last line: a socket closed with unread bytes in it is reset, and a reset throws away
     * what the peer has not read yet. So the sending half goes first, and what still comes is read and forgotten.
     */
    void finish() {
        var patience = channel.eventLoop().schedule(() -> channel.close(), LONGEST_FLUSH_SECONDS, TimeUnit.SECONDS);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            patience.cancel(false);
            if (channel instanceof DuplexChannel duplex && channel.isOpen()) {
                duplex.shutdownOutput();
                channel.config().setAutoRead(true);
                channel.eventLoop().schedule(() -> channel.close(), LONGEST_LINGER_SECONDS, TimeUnit.SECONDS);
            } else {
                channel.close();
            }
        });
    }
}
