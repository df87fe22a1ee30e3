package org.pleach.monitoring.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Date;

/** Makes whole answers with the headers that nats-server sends. */
final class Responses {

    private Responses() { }

    /** Takes over {@code body}. */
    static FullHttpResponse json(int status, ByteBuf body) {
        FullHttpResponse response = response(HttpResponseStatus.valueOf(status), "application/json", body);
        response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        return response;
    }

    static FullHttpResponse html(ByteBufAllocator allocator, String text) {
        return response(HttpResponseStatus.OK, "text/html; charset=utf-8", ByteBufUtil.writeUtf8(allocator, text));
    }

    /** Prometheus' text format. */
    static FullHttpResponse metrics(ByteBufAllocator allocator, String text) {
        return response(HttpResponseStatus.OK, "text/plain; version=0.0.4; charset=utf-8",
                ByteBufUtil.writeUtf8(allocator, text));
    }

    static FullHttpResponse text(ByteBufAllocator allocator, HttpResponseStatus status, String text) {
        FullHttpResponse response = response(status, "text/plain; charset=utf-8",
                ByteBufUtil.writeUtf8(allocator, text));
        response.headers().set("x-content-type-options", "nosniff");
        return response;
    }

    private static FullHttpResponse response(HttpResponseStatus status, String type, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.DATE, DateFormatter.format(new Date()))
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }
}
