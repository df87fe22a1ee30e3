package org.pleach.clustering;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.util.concurrent.CompletionStage;
import org.pleach.path.IsdAs;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.PeerAttributes;
import org.pleach.transport.Transport;

/** TCP under SCION addresses. A peer's AS travels as the first line, so that the accepting side can tell it too. */
final class FakeScionTransport implements Transport {

    private final Transport tcp;
    private final IsdAs own;

    FakeScionTransport(Transport tcp, IsdAs own) {
        this.tcp = tcp;
        this.own = own;
    }

    @Override
    public String name() {
        return "fake-scion";
    }

    @Override
    public boolean listensOn(ListenRequest request) {
        return request.endpoint().isScion();
    }

    @Override
    public boolean connectsTo(Endpoint endpoint) {
        return endpoint.isScion();
    }

    @Override
    public CompletionStage<Listener> listen(ListenRequest request) {
        return tcp.listen(new ListenRequest(request.purpose(), request.endpoint().withIsdAs(null),
                named(null, request.handler()))).thenApply(Named::new);
    }

    @Override
    public CompletionStage<Channel> connect(ConnectRequest request) {
        return tcp.connect(new ConnectRequest(request.purpose(), request.endpoint().withIsdAs(null),
                named(request.endpoint().isdAs(), request.handler()), request.timeoutMillis()));
    }

    private ChannelHandler named(IsdAs peer, ChannelHandler handler) {
        return new Naming(peer, handler);
    }

    private final class Named implements Listener {
        private final Listener listener;

        Named(Listener listener) {
            this.listener = listener;
        }

        @Override
        public Endpoint endpoint() {
            return listener.endpoint().withIsdAs(own);
        }

        @Override
        public String transport() {
            return name();
        }

        @Override
        public CompletionStage<Void> close() {
            return listener.close();
        }
    }

    @ChannelHandler.Sharable
    private final class Naming extends ChannelInitializer<Channel> {
        private final IsdAs peer;
        private final ChannelHandler handler;

        Naming(IsdAs peer, ChannelHandler handler) {
            this.peer = peer;
            this.handler = handler;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new AsExchange(peer, own, name()), handler);
        }
    }

    /** Sends the own AS, takes the peer's, and only then lets the others know that the channel is active. */
    private static final class AsExchange extends ChannelInboundHandlerAdapter {
        private static final int LENGTH = Long.BYTES;
        private final IsdAs expected;
        private final IsdAs own;
        private final String name;
        private final ByteBuf first = Unpooled.buffer(LENGTH);

        AsExchange(IsdAs expected, IsdAs own, String name) {
            this.expected = expected;
            this.own = own;
            this.name = name;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(context.alloc().buffer(LENGTH).writeLong(own.value()));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            in.readBytes(first, Math.min(LENGTH - first.readableBytes(), in.readableBytes()));
            if (first.readableBytes() < LENGTH) {
                in.release();
                return;
            }
            IsdAs peer = new IsdAs(first.getLong(0));
            if (expected != null && !expected.equals(peer)) {
                throw new IllegalStateException("expected " + expected + ", got " + peer);
            }
            Channel channel = context.channel();
            channel.attr(PeerAttributes.REMOTE).set(channel.attr(PeerAttributes.REMOTE).get().withIsdAs(peer));
            channel.attr(PeerAttributes.TRANSPORT).set(name);
            ChannelHandlerContext self = context;
            self.fireChannelActive();
            self.fireChannelRead(in);
            self.pipeline().remove(this);
        }
    }
}
