package org.pleach.monitoring.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.pleach.counters.Counters;
import org.pleach.monitoring.MonitoringCounter;
import org.pleach.monitoring.MonitoringOptions;

/** Sets up accepted connections, as many at a time as are allowed; the others are closed at once. */
public final class ConnectionInitializer extends ChannelInitializer<Channel> {

    private static final int MOST_LINE = 4096;
    private static final int MOST_HEADERS = 8192;

    private final MonitoringOptions options;
    private final Pages pages;
    private final Executor worker;
    private final ChannelGroup connections;
    private final Counters<MonitoringCounter> counters;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * For the connections of one listener.
     *
     * @param worker      makes the answers, one at a time
     * @param connections gets every connection that is taken
     */
    public ConnectionInitializer(MonitoringOptions options, Pages pages, Executor worker, ChannelGroup connections,
            Counters<MonitoringCounter> counters) {
        this.options = options;
        this.pages = pages;
        this.worker = worker;
        this.connections = connections;
        this.counters = counters;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (open.incrementAndGet() > options.maxConnections()) {
            counters.increment(MonitoringCounter.CONNECTIONS_REFUSED);
            channel.close();
            return;
        }
        connections.add(channel);
        HttpDecoderConfig limits = new HttpDecoderConfig().setMaxInitialLineLength(MOST_LINE)
                .setMaxHeaderSize(MOST_HEADERS);
        channel.pipeline().addLast(new HttpServerCodec(limits), new BodyDiscarder(),
                new RequestHandler(pages, worker, options.timeout(), counters));
    }
}
