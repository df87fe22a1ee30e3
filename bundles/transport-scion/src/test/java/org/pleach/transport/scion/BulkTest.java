package org.pleach.transport.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BulkTest {

    private static final long TOTAL = 50_000_000;

    @Test
    void carriesBulkBothWaysAtOnceUnchanged() throws Exception {
        try (Rig rig = new Rig()) {
            Bulk serverSide = new Bulk(1);
            Bulk clientSide = new Bulk(2);
            Channel channel = rig.connect(rig.listen(serverSide), clientSide);
            channel.eventLoop().execute(clientSide::send);
            await().until(() -> serverSide.context != null);
            serverSide.context.executor().execute(serverSide::send);
            await().atMost(100, TimeUnit.SECONDS)
                    .until(() -> serverSide.receivedBytes == TOTAL && clientSide.receivedBytes == TOTAL);
            assertThat(serverSide.received.getValue()).isEqualTo(clientSide.sent.getValue());
            assertThat(clientSide.received.getValue()).isEqualTo(serverSide.sent.getValue());
            assertThat(clientSide.mostWaiting).isLessThan(1_000_000);
        }
    }

    @Test
    void aSlowReaderStopsTheWriter() throws Exception {
        try (Rig rig = new Rig()) {
            Bulk reader = new Bulk(1);
            Bulk writer = new Bulk(2);
            Channel channel = rig.connect(rig.listen(reader), writer);
            await().until(() -> reader.context != null);
            Channel accepted = reader.context.channel();
            accepted.eventLoop().submit(() -> accepted.config().setAutoRead(false)).get(10, TimeUnit.SECONDS);
            channel.eventLoop().execute(writer::send);

            await().until(() -> !channel.isWritable());
            // Stands still: neither end takes anything for a while.
            await().during(500, TimeUnit.MILLISECONDS).until(() -> !channel.isWritable());
            assertThat(reader.receivedBytes).isLessThan(1_000_000);
            assertThat(writer.sentBytes).isLessThan(4_000_000);

            accepted.config().setAutoRead(true);
            await().atMost(30, TimeUnit.SECONDS).untilAsserted(() ->
                    assertThat(reader.receivedBytes).isGreaterThan(5_000_000));
        }
    }

    /** Sends noise as fast as the channel takes it, and sums up what was sent and received. */
    private static final class Bulk extends ChannelInboundHandlerAdapter {

        private static final int[] SIZES = {17, 900, 4096, 70_000, 33, 8192, 1};

        final CRC32 sent = new CRC32();
        final CRC32 received = new CRC32();
        volatile long sentBytes;
        volatile long receivedBytes;
        volatile long mostWaiting;
        volatile ChannelHandlerContext context;
        private final Random random;
        private int turn;

        Bulk(long seed) {
            random = new Random(seed);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            this.context = context;
        }

        void send() {
            while (context.channel().isWritable() && sentBytes < TOTAL) {
                int size = (int) Math.min(SIZES[turn++ % SIZES.length], TOTAL - sentBytes);
                byte[] bytes = new byte[size];
                random.nextBytes(bytes);
                sent.update(bytes);
                ByteBuf buffer = turn % 2 == 0 ? context.alloc().directBuffer(size) : context.alloc().heapBuffer(size);
                buffer.writeBytes(bytes);
                sentBytes += size;
                context.write(buffer, context.voidPromise());
            }
            mostWaiting = Math.max(mostWaiting, context.channel().unsafe().outboundBuffer().totalPendingWriteBytes());
            context.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (sentBytes > 0) {
                send();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // What was still waiting when the rig closed; the sums tell whether anything is missing.
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            for (ByteBuffer part : buffer.nioBuffers()) {
                received.update(part);
            }
            receivedBytes += buffer.readableBytes();
            buffer.release();
        }
    }
}
