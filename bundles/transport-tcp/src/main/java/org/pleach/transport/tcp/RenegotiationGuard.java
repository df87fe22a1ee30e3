package org.pleach.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a TLS 1.2 connection whose peer wants to shake hands again: one peer could keep a processor busy with nothing but
 * handshakes, and Go's servers refuse it too. Stands before the TLS handler and reads nothing but the heads of records; with
 * TLS 1.3, which has no renegotiation, it leaves. Belongs to the channel's event loop.
 *
 * <pre>
 *   0       1               3               5
 *   +-------+---------------+---------------+----- - - -
 *   | type  | version       | length        | fragment      type 22: handshake (RFC 5246, 6.2.1)
 *   +-------+---------------+---------------+----- - - -
 * </pre>
 */
final class RenegotiationGuard extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(RenegotiationGuard.class);
    private static final int HEAD = 5;
    private static final int HANDSHAKE = 22;

    private final SslHandler tls;
    private int headSeen;
    private int type;
    private int length;
    private int rest;

    RenegotiationGuard(SslHandler tls) {
        this.tls = tls;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean done = tls.handshakeFuture().isDone();
        if (done && tls.engine().getSession().getProtocol().equals("TLSv1.3")) {
            context.fireChannelRead(message);
            context.pipeline().remove(this);
            return;
        }
        if (wantsHandshake((ByteBuf) message, done)) {
            ((ByteBuf) message).release();
            LOG.debug("TLS renegotiation refused, closing {}", context.channel());
            context.close();
            return;
        }
        context.fireChannelRead(message);
    }

    /** Goes from record to record, also while the first handshake lasts, so as to know where the next one begins. */
    private boolean wantsHandshake(ByteBuf bytes, boolean done) {
        int index = bytes.readerIndex();
        while (index < bytes.writerIndex()) {
            if (rest > 0) {
                int skipped = Math.min(rest, bytes.writerIndex() - index);
                rest -= skipped;
                index += skipped;
                continue;
            }
            int octet = bytes.getUnsignedByte(index++);
            if (headSeen == 0) {
                type = octet;
            } else if (headSeen >= HEAD - 2) {
                length = length << 8 | octet;
            }
            if (++headSeen == HEAD) {
                if (done && type == HANDSHAKE) {
                    return true;
                }
                rest = length;
                length = 0;
                headSeen = 0;
            }
        }
        return false;
    }
}
