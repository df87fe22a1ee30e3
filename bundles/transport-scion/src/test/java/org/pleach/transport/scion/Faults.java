package org.pleach.transport.scion;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.Random;

/** Loses datagrams on their way in or out. */
final class Faults extends ChannelDuplexHandler {

    volatile double lossIn;
    volatile double lossOut;
    private final Random random = new Random(1);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (lossIn > 0 && random.nextDouble() < lossIn) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (lossOut > 0 && random.nextDouble() < lossOut) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        } else {
            context.write(message, promise);
        }
    }
}
