package org.pleach.transport.scion.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundBuffer.MessageProcessor;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;

/**
 * The stream that carries what this end sends.
 *
 * <p>QUIC packs and sends a packet after each write to a stream, so small buffers are gathered into one write; a copy
 * into QUIC's own buffer follows in any case. The stream is given bytes only while it takes them: what it does not take
 * waits in the channel, whose water marks then count it.
 */
final class OutgoingBytes extends ChannelInboundHandlerAdapter implements MessageProcessor {

    /** Buffers from this size on are worth a write of their own. */
    private static final int LARGE = 8 * 1024;
    private static final int MOST_GATHERED = 32 * 1024;

    private final SingleStream owner;
    private QuicStreamChannel stream;
    private boolean finished;
    private ByteBuf gathered;
    private int gatheredMessages;

    OutgoingBytes(SingleStream owner) {
        this.owner = owner;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        stream = (QuicStreamChannel) context.channel();
    }

    /**
     * Takes as much as the stream does; the rest is asked for when it takes more. A message counts as written only
     * after the stream has it: whoever waits for that may close at once.
     */
    void write(ChannelOutboundBuffer waiting) {
        while (stream.isWritable()) {
            ByteBuf next = (ByteBuf) waiting.current();
            if (next == null) {
                return;
            }
            if (next.readableBytes() >= LARGE || waiting.size() == 1 && next.isDirect()) {
                stream.write(next.retain(), stream.voidPromise());
                waiting.remove();
            } else {
                writeGathered(waiting, next);
            }
        }
    }

    private void writeGathered(ChannelOutboundBuffer waiting, ByteBuf first) {
        long bound = Math.min(MOST_GATHERED, Math.max(first.readableBytes(), waiting.totalPendingWriteBytes()));
        gathered = stream.alloc().directBuffer((int) bound, MOST_GATHERED);
        gatheredMessages = 0;
        try {
            waiting.forEachFlushedMessage(this);
        } catch (Exception e) {
            throw new IllegalStateException("gathering throws nothing", e);
        }
        int messages = gatheredMessages;
        ByteBuf bytes = gathered;
        gathered = null;
        stream.write(bytes, stream.voidPromise());
        while (messages > 0 && waiting.remove()) {
            messages--;
        }
    }

    @Override
    public boolean processMessage(Object message) {
        ByteBuf next = (ByteBuf) message;
        int size = next.readableBytes();
        if (size >= LARGE || size > MOST_GATHERED - gathered.readableBytes()) {
            return false;
        }
        gathered.writeBytes(next, next.readerIndex(), size);
        gatheredMessages++;
        return true;
    }

    /** Says that nothing follows, after everything that was written. */
    void finish() {
        if (!finished) {
            finished = true;
            stream.write(new DefaultQuicStreamFrame(Unpooled.EMPTY_BUFFER, true));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (stream.isWritable()) {
            owner.outputWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!finished) {
            owner.streamFailed(null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!finished) {
            owner.streamFailed(cause);
        }
    }
}
