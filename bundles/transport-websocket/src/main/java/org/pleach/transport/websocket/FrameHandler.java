package org.pleach.transport.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.pleach.transport.PeerAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes on the broker's side, frames on the peer's. What is written becomes one message; what a close of the channel means is
 * told in a Close frame. Belongs to the channel's event loop.
 */
final class FrameHandler extends ChannelDuplexHandler implements FrameParser.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(FrameHandler.class);
    /** How long the peer may take to answer a Close frame. */
    private static final long GOODBYE_MILLIS = 1000;

    private final FrameParser parser;
    private final Inflation inflation;
    private final Deflation deflation;
    private ChannelHandlerContext context;
    private boolean closing;

    /**
     * @param deflation what compresses, or null if no compression was agreed on
     * @param limit     bytes a compressed message may become
     */
    FrameHandler(Deflation deflation, long limit) {
        this.parser = new FrameParser(deflation != null, this);
        this.inflation = new Inflation(limit);
        this.deflation = deflation;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext unused, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!closing) {
                parser.feed(bytes);
            }
        } catch (FrameException e) {
            LOG.debug("WebSocket peer {} violates the protocol: {}",
                    context.channel().attr(PeerAttributes.REMOTE).get().hostPort(), e.getMessage());
            goodbye(FrameHead.close(context.alloc(), e.status(), e.getMessage()), context.newPromise());
        } finally {
            bytes.release();
        }
    }

    @Override
    public void data(ByteBuf bytes, int index, int length, boolean compressed, boolean last) throws FrameException {
        if (closing) {
            return;
        }
        if (compressed) {
            inflation.piece(context.alloc(), bytes, index, length, last, context::fireChannelRead);
        } else if (length > 0) {
            context.fireChannelRead(bytes.retainedSlice(index, length));
        }
    }

    @Override
    public void control(int opcode, byte[] payload, int length) throws FrameException {
        if (opcode == FrameParser.PING && context.channel().isWritable()) {
            context.writeAndFlush(FrameHead.control(context.alloc(), FrameParser.PONG, payload, length));
        } else if (opcode == FrameParser.CLOSE) {
            if (length == 1 || length > 1 && !CloseStatus.isValid((payload[0] & 0xFF) << 8 | payload[1] & 0xFF)) {
                throw new FrameException(CloseStatus.PROTOCOL_ERROR, "invalid close status");
            }
            closing = true;
            context.writeAndFlush(FrameHead.control(context.alloc(), FrameParser.CLOSE, payload, Math.min(length, 2)))
                    .addListener(done -> context.close());
        }
    }

    @Override
    public void write(ChannelHandlerContext unused, Object message, ChannelPromise promise) {
        ByteBuf bytes = (ByteBuf) message;
        if (closing) {
            bytes.release();
            promise.setFailure(new ClosedChannelException());
            return;
        }
        Channel channel = context.channel();
        ByteBuf smaller = deflation == null ? null : deflation.compress(channel.eventLoop(), context.alloc(), bytes);
        ByteBuf payload = bytes;
        if (smaller != null) {
            bytes.release();
            payload = smaller;
        }
        context.write(FrameHead.ofMessage(context.alloc(), payload.readableBytes(), smaller != null));
        context.write(payload, promise);
    }

    @Override
    public void close(ChannelHandlerContext unused, ChannelPromise promise) {
        if (closing || !context.channel().isActive()) {
            context.close(promise);
            return;
        }
        String reason = context.channel().attr(PeerAttributes.CLOSE_REASON).get();
        goodbye(FrameHead.close(context.alloc(), CloseStatus.of(reason), reason == null ? "" : reason), promise);
    }

    /** The peer closes when it has read the frame; it gets a moment for that, as a closed socket may lose what it has not read. */
    private void goodbye(ByteBuf frame, ChannelPromise promise) {
        closing = true;
        context.channel().config().setAutoRead(true);
        context.writeAndFlush(frame);
        context.channel().closeFuture().addListener(closed -> promise.trySuccess());
        context.executor().schedule(() -> context.close(), GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext unused) {
        inflation.close();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext unused) {
        inflation.close();
    }
}
