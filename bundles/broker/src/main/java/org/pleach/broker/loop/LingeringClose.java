package org.pleach.broker.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import org.pleach.transport.PeerAttributes;

/**
 * Closes a channel so that the peer gets the last line written to it. A socket closed with unread bytes in it is reset, and a
 * reset throws away what the peer has not read yet, an -ERR for instance. So the sending half goes first, and what the
 * peer still sends is read (by the session, which ignores it) until it closes too, or a second has passed.
 */
final class LingeringClose {

    private static final long LONGEST_MILLIS = 1000;

    private LingeringClose() { }

    static void of(ChannelHandlerContext context) {
        Channel channel = context.channel();
        // TLS ends with an alert of its own, which needs the sending half.
        // So do transports that see to encryption by themselves.
        if (channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null
                && channel.attr(PeerAttributes.ENCRYPTED).get() == null) {
            duplex.shutdownOutput();
            channel.config().setAutoRead(true);
            channel.eventLoop().schedule(() -> channel.close(), LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            context.close();
        }
    }
}
