package org.pleach.transport.scion;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pleach.network.NativeNetwork;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Transport.ConnectRequest;
import org.pleach.transport.Transport.ListenRequest;
import org.pleach.transport.Transport.Purpose;

/**
 * A peer for foreign implementations of {@code qs}, over plain UDP, by hand: {@code EchoByHand listen PORT} echoes,
 * {@code EchoByHand dial PORT MEGABYTES} sends and expects the same back.
 */
final class EchoByHand {

    private EchoByHand() { }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        try (NativeNetwork network = NativeNetwork.open(1, "echo");
                ScionTransport transport = new ScionTransport(new UdpEndhost(network), network,
                        ScionTransportOptions.defaults())) {
            if (arguments[0].equals("listen")) {
                var listener = transport.listen(new ListenRequest(Purpose.ROUTE, Endpoint.parse("127.0.0.1:" + port),
                        new Echo())).toCompletableFuture().get();
                System.out.println("listening on " + listener.endpoint());
                new CountDownLatch(1).await();
            } else {
                long total = Long.parseLong(arguments[2]) << 20;
                Bouncing bouncing = new Bouncing(total);
                Channel channel = transport.connect(new ConnectRequest(Purpose.ROUTE,
                        Endpoint.parse("[18-ffaa:1:10bf,127.0.0.1]:" + port), bouncing, 5000))
                        .toCompletableFuture().get();
                boolean done = bouncing.done.await(60, TimeUnit.SECONDS);
                System.out.println("all back: " + done + ", " + bouncing.received + " bytes");
                channel.close().sync();
                channel.parent().closeFuture().sync();
                transport.counters().read((name, value) -> System.out.println(name + " " + value));
            }
        }
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            System.out.println("active " + context.channel().attr(org.pleach.transport.PeerAttributes.REMOTE).get());
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            System.out.println("error " + cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            System.out.println("inactive");
        }
    }

    private static final class Bouncing extends ChannelInboundHandlerAdapter {
        final CountDownLatch done = new CountDownLatch(1);
        volatile long received;
        private final long total;
        private long sent;

        Bouncing(long total) {
            this.total = total;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            send(context);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            send(context);
        }

        private void send(ChannelHandlerContext context) {
            while (context.channel().isWritable() && sent < total) {
                int size = (int) Math.min(16384, total - sent);
                sent += size;
                context.write(context.alloc().directBuffer(size).writeZero(size));
            }
            context.flush();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            received += bytes.readableBytes();
            bytes.release();
            if (received >= total) {
                done.countDown();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            System.out.println("error " + cause);
        }
    }
}
