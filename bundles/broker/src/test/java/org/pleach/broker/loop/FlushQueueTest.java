package org.pleach.broker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pleach.broker.BrokerCounter;
import org.pleach.counters.Counters;

class FlushQueueTest {

    private static final int BYTES = 60 * 1024;

    /** A write: to which connection, and how often the event loop had looked for input before. */
    private record Write(int connection, int looks) { }

    private int looks;
    private final List<Write> writes = new ArrayList<>();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, new CountingFactory());
    private final Loops loops = new Loops(group, PooledByteBufAllocator.DEFAULT, System::nanoTime);
    private final Counters<BrokerCounter> counters = new Counters<>("broker", BrokerCounter.class);

    @AfterEach
    void stop() {
        loops.close();
        group.shutdownGracefully(0, 5000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    @Test
    void looksForInputBetweenWritesToMany() throws Exception {
        sendToEach(100);
        assertThat(writes).extracting(Write::connection).as("in turn").isSorted().hasSize(100);
        assertThat(writes).extracting(Write::looks).isSorted();
        assertThat(writes.stream().map(Write::looks).distinct().count()).as("looks for input between them")
                .isBetween(5L, 50L);
    }

    @Test
    void writesToAFewAtOnce() throws Exception {
        sendToEach(4);
        assertThat(writes).hasSize(4);
        assertThat(writes.stream().map(Write::looks).distinct()).hasSize(1);
    }

    private void sendToEach(int connections) throws Exception {
        CountDownLatch written = new CountDownLatch(connections);
        List<ChannelOutbox> outboxes = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Channel channel = new LocalChannel();
            channel.pipeline().addLast(new Sink(i, written));
            group.register(channel).sync();
            channel.eventLoop().submit(() -> outboxes.add(loops.outbox(channel,
                    new OutboxLimits(1 << 20, TimeUnit.SECONDS.toNanos(60), false), (reason, pending) -> { },
                    new OutboxCounters(counters)))).sync();
        }
        loops.first().eventLoop().execute(() -> outboxes.forEach(outbox -> outbox.send(new byte[BYTES])));
        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private final class Sink extends ChannelOutboundHandlerAdapter {
        private final int connection;
        private final CountDownLatch written;

        Sink(int connection, CountDownLatch written) {
            this.connection = connection;
            this.written = written;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            writes.add(new Write(connection, looks));
            ReferenceCountUtil.release(message);
            promise.setSuccess();
            written.countDown();
        }
    }

    private final class CountingFactory implements IoHandlerFactory {
        private final IoHandlerFactory local = LocalIoHandler.newFactory();

        @Override
        public IoHandler newHandler(ThreadAwareExecutor executor) {
            IoHandler handler = local.newHandler(executor);
            return new IoHandler() {
                @Override
                public int run(IoHandlerContext context) {
                    looks++;
                    return handler.run(context);
                }

                @Override
                public void prepareToDestroy() {
                    handler.prepareToDestroy();
                }

                @Override
                public void destroy() {
                    handler.destroy();
                }

                @Override
                public IoRegistration register(IoHandle handle) throws Exception {
                    return handler.register(handle);
                }

                @Override
                public void wakeup() {
                    handler.wakeup();
                }

                @Override
                public boolean isCompatible(Class<? extends IoHandle> type) {
                    return handler.isCompatible(type);
                }
            };
        }
    }
}
