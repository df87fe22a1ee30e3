package org.pleach.transport.scion;

import com.typesafe.config.ConfigFactory;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionPathStats;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.Listener;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;

/**
 * Measures one stream over plain UDP on loopback: MB a CPU-second of the sending and of the receiving event loop. By
 * hand: {@code Throughput MEGABYTES BUFFER_BYTES [SETTING...]}, settings as in the {@code scion} section.
 */
final class Throughput {

    private Throughput() { }

    public static void main(String[] arguments) throws Exception {
        long total = Long.parseLong(arguments[0]) * 1_000_000;
        int size = Integer.parseInt(arguments[1]);
        StringBuilder section = new StringBuilder();
        for (int i = 2; i < arguments.length; i++) {
            section.append(arguments[i]).append('\n');
        }
        ScionTransportOptions options = ScionTransportOptions.from(ConfigFactory.parseString(section.toString()));
        try (NativeNetwork receiving = NativeNetwork.open(1, "receiving");
                NativeNetwork sending = NativeNetwork.open(1, "sending");
                ScionTransport server = new ScionTransport(new UdpEndhost(receiving), receiving, options);
                ScionTransport client = new ScionTransport(new UdpEndhost(sending), sending, options)) {
            for (int round = 0; round < 4; round++) {
                run(server, client, total, size);
            }
        }
    }

    private static void run(ScionTransport server, ScionTransport client, long total, int size) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Receiver receiver = new Receiver(total, done);
        Listener listener = server.listen(new ListenRequest(Purpose.ROUTE,
                org.pleach.transport.Endpoint.parse("127.0.0.1:0"), receiver)).toCompletableFuture().get();
        Sender sender = new Sender(total, size);
        long start = System.nanoTime();
        long receivingBefore = cpu("receiving");
        long sendingBefore = cpu("sending");
        Channel channel = client.connect(new ConnectRequest(Purpose.ROUTE, listener.endpoint(), sender, 5000))
                .toCompletableFuture().get();
        channel.eventLoop().execute(sender::send);
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        double receiving = (cpu("receiving") - receivingBefore) / 1e9;
        double sending = (cpu("sending") - sendingBefore) / 1e9;
        QuicChannel connection = (QuicChannel) channel.parent();
        QuicConnectionPathStats path = connection.collectPathStats(0).get();
        System.out.printf(Locale.ROOT, "%.0f MB in %.2f s; MB per CPU-second: sending %.0f, receiving %.0f; "
                + "packets sent %d, received %d, lost %d; window %d, round trip %d us%n",
                total / 1e6, seconds, total / 1e6 / sending, total / 1e6 / receiving,
                path.sent(), path.recv(), path.lost(), path.cwnd(), path.rtt() / 1000);
        channel.close().sync();
        listener.close();
    }

    private static long cpu(String thread) {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith(thread)) {
                sum += threads.getThreadCpuTime(info.getThreadId());
            }
        }
        return sum;
    }

    private static final class Sender extends ChannelInboundHandlerAdapter {
        private final long total;
        private final int size;
        private long sent;
        private ChannelHandlerContext context;

        Sender(long total, int size) {
            this.total = total;
            this.size = size;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            this.context = context;
        }

        void send() {
            while (context.channel().isWritable() && sent < total) {
                ByteBuf buffer = context.alloc().directBuffer(size).writerIndex(size);
                sent += size;
                context.write(buffer, context.voidPromise());
            }
            context.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (context.channel().isWritable()) {
                send();
            }
        }
    }

    private static final class Receiver extends ChannelInboundHandlerAdapter {
        private final long total;
        private final CountDownLatch done;
        private long received;

        Receiver(long total, CountDownLatch done) {
            this.total = total;
            this.done = done;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            received += buffer.readableBytes();
            buffer.release();
            if (received >= total) {
                done.countDown();
            }
        }
    }
}
