package org.pleach.broker.loop;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.Deque;

/** Stands for a socket: open, it takes everything; shut, it keeps what is written to it. */
public final class WriteGate extends ChannelOutboundHandlerAdapter {

    private record Write(Object message, ChannelPromise promise) { }

    private final Deque<Write> kept = new ArrayDeque<>();
    private ChannelHandlerContext context;
    private boolean shut;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    public void shut() {
        shut = true;
    }

    public void open() {
        shut = false;
        while (takeOne()) {
            // on to the next
        }
    }

    /** Lets one of the kept writes pass. */
    public boolean takeOne() {
        Write write = kept.poll();
        if (write != null) {
            context.writeAndFlush(write.message(), write.promise());
        }
        return write != null;
    }

    public io.netty.buffer.ByteBuf first() {
        return (io.netty.buffer.ByteBuf) kept.peek().message();
    }

    public int kept() {
        return kept.size();
    }

    @Override
    public void write(ChannelHandlerContext to, Object message, ChannelPromise promise) {
        if (shut || !kept.isEmpty()) {
            kept.add(new Write(message, promise));
        } else {
            to.write(message, promise);
        }
    }

    @Override
    public void close(ChannelHandlerContext to, ChannelPromise promise) {
        Exception closed = new java.nio.channels.ClosedChannelException();
        for (Write write = kept.poll(); write != null; write = kept.poll()) {
            io.netty.util.ReferenceCountUtil.release(write.message());
            write.promise().tryFailure(closed);
        }
        to.close(promise);
    }
}
