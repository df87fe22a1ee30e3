package org.pleach.transport.scion;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Loses datagrams on their way in or out. */
final class Faults extends ChannelDuplexHandler {

    volatile double lossIn;
    volatile double lossOut;
    final AtomicInteger written = new AtomicInteger();
    private final Random random = new Random(1);
    private volatile int passIn = Integer.MAX_VALUE;

    /** Loses everything that comes in after so many datagrams. */
    void dropInAfter(int datagrams) {
        passIn = datagrams;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (passIn-- <= 0 || lossIn > 0 && random.nextDouble() < lossIn) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        written.incrementAndGet();
        if (lossOut > 0 && random.nextDouble() < lossOut) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        } else {
            context.write(message, promise);
        }
    }
}
