package org.pleach.sandbox.daemon;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/**
 * One unary gRPC call on one HTTP/2 stream: the request message behind its five-byte prefix, then the answer.
 * <pre>
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |  compressed   |                    length of the message                      |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class GrpcStream extends ChannelInboundHandlerAdapter {

    private static final int PREFIX = 5;
    private static final int MAX_REQUEST = 64 * 1024;
    private static final String CONTENT_TYPE = "content-type";
    private static final String GRPC = "application/grpc";

    private final DaemonApi api;
    private final ByteBuf request = Unpooled.buffer(PREFIX);
    private CharSequence path = "";
    private CharSequence contentType = GRPC;
    private boolean answered;

    GrpcStream(DaemonApi api) {
        this.api = api;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof Http2HeadersFrame headers) {
                begin(context, headers);
            } else if (message instanceof Http2DataFrame data) {
                take(context, data);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, Http2HeadersFrame frame) {
        Http2Headers headers = frame.headers();
        if (headers.path() != null) {
            path = headers.path();
        }
        CharSequence type = headers.get(CONTENT_TYPE);
        if (type != null && type.toString().startsWith(GRPC)) {
            contentType = type;
        } else if (headers.path() != null) {
            answered = true;
            context.writeAndFlush(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("415"), true));
            return;
        }
        if (frame.isEndStream()) {
            end(context);
        }
    }

    private void take(ChannelHandlerContext context, Http2DataFrame frame) {
        if (answered) {
            return;
        }
        if (request.readableBytes() + frame.content().readableBytes() > PREFIX + MAX_REQUEST) {
            answer(context, Reply.failed(GrpcStatus.INVALID_ARGUMENT,
                    "request too long: expected at most " + MAX_REQUEST + " bytes"));
            return;
        }
        request.writeBytes(frame.content());
        if (frame.isEndStream()) {
            end(context);
        }
    }

    private void end(ChannelHandlerContext context) {
        if (answered) {
            return;
        }
        if (request.readableBytes() < PREFIX || request.getByte(0) != 0
                || request.getInt(1) != request.readableBytes() - PREFIX) {
            answer(context, Reply.failed(GrpcStatus.INVALID_ARGUMENT,
                    "expected one message without compression, got " + request.readableBytes() + " bytes"));
            return;
        }
        byte[] message = new byte[request.readableBytes() - PREFIX];
        request.getBytes(PREFIX, message);
        answer(context, api.call(path, message));
    }

    private void answer(ChannelHandlerContext context, Reply reply) {
        answered = true;
        Http2Headers headers = new DefaultHttp2Headers().status("200").set(CONTENT_TYPE, contentType);
        Http2Headers trailers = reply.status() == GrpcStatus.OK ? new DefaultHttp2Headers() : headers;
        trailers.setInt("grpc-status", reply.status().code());
        if (reply.status() == GrpcStatus.OK) {
            context.write(new DefaultHttp2HeadersFrame(headers, false));
            ByteBuf body = context.alloc().buffer(PREFIX + reply.body().length)
                    .writeByte(0).writeInt(reply.body().length).writeBytes(reply.body());
            context.write(new DefaultHttp2DataFrame(body, false));
        } else {
            trailers.set("grpc-message", percentEncoded(reply.message()));
        }
        context.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true));
    }

    /** As gRPC's HTTP/2 mapping asks: everything but printable ASCII, and the percent sign. */
    private static String percentEncoded(String message) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0x20 && b <= 0x7E && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("%%%02X", b & 0xFF));
            }
        }
        return encoded.toString();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
