package org.pleach.clustering.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.security.SecureRandom;
import java.util.Random;

/** One server: sends a stream of known bytes over a route channel, and checks those that come. */
final class SimulatedEnd {

    private static final int WINDOW = 64 * 1024;
    private static final SecureRandom SECURE = new SecureRandom();

    final boolean even;
    RouteChannel channel;
    Session session;
    boolean suspended;
    long sent;
    long received;
    String wrong = "";
    int resumed;
    long resent;

    SimulatedEnd(boolean even) {
        this.even = even;
    }

    /** Begins the session over its first connection. */
    void begin(SimulatedWire wire, SessionKey key) {
        channel = wire.route(this);
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                check((ByteBuf) message);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                wrong = "exception: " + cause;
            }
        });
        channel.listener(new RouteSessionEvents() {
            @Override
            public void sessionLine(String words) {
                // the session is known already
            }

            @Override
            public void suspended(Throwable cause) {
                suspended = true;
            }
        }, WINDOW);
        session = new Session(key, channel, even);
        channel.beginFrames("SESSION NEW");
        channel.resumable();
    }

    private void check(ByteBuf bytes) {
        while (bytes.isReadable()) {
            byte got = bytes.readByte();
            if (got != at(received) && wrong.isEmpty()) {
                wrong = "at " + received + ": expected " + at(received) + ", got " + got;
            }
            received++;
        }
        bytes.release();
    }

    private static byte at(long position) {
        return (byte) (position * 31 + (position >> 8) * 7 + (position >> 16));
    }

    void send(Random random) {
        int length = 1 + random.nextInt(random.nextBoolean() ? 200 : 6000);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(sent + i);
        }
        sent += length;
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    ResumeRequest request(String nonce) {
        return session.request(nonce, SECURE);
    }

    /** A connection was taken over, or not. */
    void took(long bytes, Link link) {
        if (bytes == Session.REFUSED) {
            link.channel().close();
            return;
        }
        suspended = false;
        resumed++;
        resent += bytes;
    }
}
