package org.pleach.monitoring.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.pleach.counters.Counters;
import org.pleach.monitoring.MonitoringCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of one connection, one at a time, and has them answered by a thread that is no event loop, so that
 * a big answer delays no message. A request that comes before the last one is answered closes the connection.
 */
final class RequestHandler extends SimpleChannelInboundHandler<HttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Pages pages;
    private final Executor worker;
    private final Duration timeout;
    private final Counters<MonitoringCounter> counters;
    private Deadline deadline;
    private boolean busy;

    RequestHandler(Pages pages, Executor worker, Duration timeout, Counters<MonitoringCounter> counters) {
        this.pages = pages;
        this.worker = worker;
        this.timeout = timeout;
        this.counters = counters;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = new Deadline(context.channel(), timeout, () -> counters.increment(MonitoringCounter.TIMEOUTS));
        deadline.restart();
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.stop();
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
        if (busy) {
            counters.increment(MonitoringCounter.REQUESTS_REFUSED);
            context.close();
            return;
        }
        busy = true;
        deadline.stop();
        if (request.decoderResult().isFailure()) {
            HttpResponseStatus status = status(request.decoderResult().cause());
            send(context, pages.refuse(context.alloc(), status, status + "\n"), false);
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            FullHttpResponse refusal = pages.refuse(context.alloc(), HttpResponseStatus.METHOD_NOT_ALLOWED,
                    "405 method not allowed: expected GET or HEAD\n");
            refusal.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            send(context, refusal, HttpUtil.isKeepAlive(request));
        } else {
            answer(context, request.uri(), HttpUtil.isKeepAlive(request));
        }
    }

    private static HttpResponseStatus status(Throwable failure) {
        if (failure instanceof TooLongHttpLineException) {
            return HttpResponseStatus.REQUEST_URI_TOO_LONG;
        }
        if (failure instanceof TooLongHttpHeaderException) {
            return HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
        }
        return failure instanceof TooLongHttpContentException ? HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE
                : HttpResponseStatus.BAD_REQUEST;
    }

    private void answer(ChannelHandlerContext context, String uri, boolean keepAlive) {
        try {
            worker.execute(() -> {
                FullHttpResponse response = pages.answer(uri, context.alloc());
                try {
                    context.executor().execute(() -> send(context, response, keepAlive));
                } catch (RejectedExecutionException e) {
                    response.release();
                }
            });
        } catch (RejectedExecutionException e) {
            send(context, pages.refuse(context.alloc(), HttpResponseStatus.SERVICE_UNAVAILABLE, "too busy\n"), false);
        }
    }

    private void send(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        HttpUtil.setKeepAlive(response, keepAlive);
        if (context.channel().isActive()) {
            deadline.restart();
        }
        context.writeAndFlush(response).addListener((ChannelFutureListener) sent -> {
            busy = false;
            deadline.stop();
            if (!sent.isSuccess() || !keepAlive) {
                context.close();
            } else {
                deadline.restart();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Monitoring connection {} closed: {}", context.channel().remoteAddress(), cause.toString());
        context.close();
    }
}
