package org.pleach.monitoring.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpContentException;

/**
 * Hands a request on when its body, which nobody needs, has gone by. One that is too long or malformed is handed on at
 * once as failed, and nothing after it.
 */
final class BodyDiscarder extends SimpleChannelInboundHandler<HttpObject> {

    private static final int MOST_BODY = 4096;

    private HttpRequest request;
    private int seen;
    private boolean failed;

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (failed) {
            return;
        }
        if (part instanceof HttpRequest start) {
            request = start;
            seen = 0;
        }
        if (part.decoderResult().isFailure()) {
            fail(context, part.decoderResult());
            return;
        }
        if (part instanceof HttpContent content) {
            seen += content.content().readableBytes();
            if (seen > MOST_BODY) {
                fail(context, DecoderResult.failure(new TooLongHttpContentException(
                        "body: expected at most " + MOST_BODY + " bytes")));
                return;
            }
        }
        if (part instanceof LastHttpContent) {
            context.fireChannelRead(request);
        }
    }

    private void fail(ChannelHandlerContext context, DecoderResult why) {
        failed = true;
        request.setDecoderResult(why);
        context.fireChannelRead(request);
    }
}
