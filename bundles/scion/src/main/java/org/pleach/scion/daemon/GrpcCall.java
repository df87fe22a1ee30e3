package org.pleach.scion.daemon;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpScheme;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pleach.scion.daemon.DaemonException.Failure;

/**
 * One call: a request, an answer and a status, on a stream of its own.
 * <pre>
 *  HEADERS  :method POST, :path, content-type application/grpc, grpc-timeout        (request)
 *  DATA     compressed flag (1 byte, 0) | length (4 bytes, big endian) | message
 *  HEADERS  :status 200, content-type application/grpc...                           (answer)
 *  DATA     compressed flag | length | message                                      (if the status is 0)
 *  HEADERS  grpc-status, grpc-message                                               (the same HEADERS if there is no DATA)
 * </pre>
 */
final class GrpcCall extends ChannelInboundHandlerAdapter {

    private static final int PREFIX = 5;

    private final String peer;
    private final InetSocketAddress address;
    private final String method;
    private final byte[] request;
    private final Duration deadline;
    private final int maxAnswer;
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
    private ByteBuf received = Unpooled.EMPTY_BUFFER;
    private boolean headersSeen;
    private Channel stream;

    GrpcCall(String peer, InetSocketAddress address, String method, byte[] request, Duration deadline, int maxAnswer) {
        this.peer = peer;
        this.address = address;
        this.method = method;
        this.request = request;
        this.deadline = deadline;
        this.maxAnswer = maxAnswer;
    }

    CompletableFuture<byte[]> answer() {
        return answer;
    }

    void startDeadline(EventLoop loop) {
        Future<?> timer = loop.schedule(
                () -> fail(Failure.DEADLINE, "no answer within " + deadline.toMillis() + " ms", null),
                deadline.toNanos(), TimeUnit.NANOSECONDS);
        answer.whenComplete((bytes, failure) -> {
            timer.cancel(false);
            received.release();
            received = Unpooled.EMPTY_BUFFER;
            if (stream != null) {
                stream.close();
            }
        });
    }

    void send(Channel opened) {
        stream = opened;
        if (answer.isDone()) {
            opened.close();
            return;
        }
        Http2Headers headers = new DefaultHttp2Headers()
                .method("POST")
                .scheme(HttpScheme.HTTP.name())
                .path(method)
                .authority(address.getHostString() + ':' + address.getPort())
                .set("content-type", "application/grpc")
                .set("te", "trailers")
                .set("grpc-timeout", Math.min(99_999_999, Math.max(1, deadline.toMillis())) + "m");
        ByteBuf body = opened.alloc().buffer(PREFIX + request.length);
        body.writeByte(0).writeInt(request.length).writeBytes(request);
        opened.write(new DefaultHttp2HeadersFrame(headers));
        opened.writeAndFlush(new DefaultHttp2DataFrame(body, true)).addListener(sent -> {
            if (!sent.isSuccess()) {
                fail(Failure.UNREACHABLE, "cannot send", sent.cause());
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (answer.isDone()) {
                return;
            }
            if (message instanceof Http2HeadersFrame headers) {
                headers(headers.headers(), headers.isEndStream());
            } else if (message instanceof Http2DataFrame data) {
                data(ctx, data);
            } else if (message instanceof Http2ResetFrame reset) {
                fail(Failure.UNREACHABLE, "the stream was reset with error code " + reset.errorCode(), null);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void headers(Http2Headers headers, boolean end) {
        if (!headersSeen) {
            headersSeen = true;
            CharSequence status = headers.status();
            if (status == null || !"200".contentEquals(status)) {
                fail(Failure.NONSENSE, "expected HTTP status 200, got " + status, null);
                return;
            }
            CharSequence type = headers.get("content-type");
            if (type == null || !type.toString().startsWith("application/grpc")) {
                fail(Failure.NONSENSE, "expected content type application/grpc, got " + type, null);
                return;
            }
        }
        if (end) {
            trailers(headers);
        }
    }

    private void data(ChannelHandlerContext ctx, Http2DataFrame data) {
        ByteBuf content = data.content();
        if (received.readableBytes() + content.readableBytes() > PREFIX + maxAnswer) {
            fail(Failure.TOO_BIG, "the answer has more than " + maxAnswer + " bytes", null);
            return;
        }
        if (received == Unpooled.EMPTY_BUFFER) {
            received = ctx.alloc().buffer(content.readableBytes());
        }
        received.writeBytes(content);
        if (received.readableBytes() >= PREFIX) {
            long announced = received.getUnsignedInt(received.readerIndex() + 1);
            if (announced > maxAnswer) {
                fail(Failure.TOO_BIG, "the answer has " + announced + " bytes, more than " + maxAnswer, null);
                return;
            }
        }
        if (data.isEndStream()) {
            fail(Failure.NONSENSE, "the stream ended without a grpc-status", null);
        }
    }

    private void trailers(Http2Headers trailers) {
        CharSequence status = trailers.get("grpc-status");
        int code = -1;
        try {
            code = status == null ? -1 : Integer.parseInt(status.toString());
        } catch (NumberFormatException e) {
            // told below
        }
        if (code < 0) {
            fail(Failure.NONSENSE, "expected a number as grpc-status, got " + status, null);
        } else if (code > 0) {
            fail(Failure.STATUS, code, "status " + code + statusText(trailers.get("grpc-message")), null);
        } else {
            complete();
        }
    }

    private static String statusText(CharSequence encoded) {
        if (encoded == null) {
            return "";
        }
        String text = encoded.toString();
        try {
            // grpc-message is percent-encoded, but "+" stands for itself.
            return ": " + URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ": " + text;
        }
    }

    private void complete() {
        int readable = received.readableBytes();
        int at = received.readerIndex();
        if (readable < PREFIX || received.getUnsignedInt(at + 1) != readable - PREFIX) {
            fail(Failure.NONSENSE, "expected one whole message, got " + readable + " bytes", null);
        } else if (received.getByte(at) != 0) {
            fail(Failure.NONSENSE, "expected an uncompressed message", null);
        } else {
            answer.complete(ByteBufUtil.getBytes(received, at + PREFIX, readable - PREFIX, true));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(Failure.UNREACHABLE, "the connection broke", null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(Failure.NONSENSE, "not HTTP/2 as expected", cause);
    }

    void fail(Failure failure, String what, Throwable cause) {
        fail(failure, -1, what, cause);
    }

    private void fail(Failure failure, int status, String what, Throwable cause) {
        if (!answer.isDone()) {
            String reason = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
            answer.completeExceptionally(new DaemonException(failure, status, peer + ' '
                    + address.getAddress().getHostAddress() + ':' + address.getPort() + ", call " + method
                    + ": " + what + reason, cause));
        }
    }
}
