package org.pleach.monitoring;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.pleach.counters.Counters;
import org.pleach.monitoring.http.ConnectionInitializer;
import org.pleach.monitoring.http.Pages;
import org.pleach.monitoring.page.AbsentFeatures;
import org.pleach.monitoring.page.AccountzPage;
import org.pleach.monitoring.page.AccstatzPage;
import org.pleach.monitoring.page.ConnzPage;
import org.pleach.monitoring.page.CountzPage;
import org.pleach.monitoring.page.HealthzPage;
import org.pleach.monitoring.page.MetricsText;
import org.pleach.monitoring.page.Page;
import org.pleach.monitoring.page.PathzPage;
import org.pleach.monitoring.page.RequestCounts;
import org.pleach.monitoring.page.RoutezPage;
import org.pleach.monitoring.page.SubszPage;
import org.pleach.monitoring.page.VarzPage;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the server's state over HTTP. Safe to use from any thread.
 *
 * <p>Connections belong to the network's event loops; answers are made by one thread of its own, which ends when there
 * is nothing to do.
 */
public final class MonitoringServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoringServer.class);
    private static final int BACKLOG = 64;
    private static final int CLOSE_SECONDS = 5;
    private static final int IDLE_THREAD_SECONDS = 10;

    private final MonitoringOptions options;
    private final Counters<MonitoringCounter> counters = new Counters<>("monitoring", MonitoringCounter.class);
    private final ThreadPoolExecutor worker;
    private final Network network;
    private volatile Channel server;
    private volatile ChannelGroup connections;
    private volatile int port;

    private MonitoringServer(MonitoringOptions options, Network network) {
        this.options = options;
        this.network = network;
        this.worker = new ThreadPoolExecutor(1, 1, IDLE_THREAD_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(options.maxConnections()), new DefaultThreadFactory("pleach-monitoring", true));
        worker.allowCoreThreadTimeOut(true);
    }

    /**
     * Opens the port. The stage completes when it is open, or with a {@link BindException} that says where and why not.
     * Looks up a host name in the calling thread.
     */
    public static CompletionStage<MonitoringServer> start(MonitoringOptions options, Network network, Sources sources) {
        return new MonitoringServer(options, network).open(sources);
    }

    private CompletionStage<MonitoringServer> open(Sources sources) {
        CompletableFuture<MonitoringServer> result = new CompletableFuture<>();
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        if (address.isUnresolved()) {
            result.completeExceptionally(refused("unknown host", null));
            return result;
        }
        connections = new DefaultChannelGroup(network.eventLoops().next(), true);
        ChannelFuture bound = new ServerBootstrap().group(network.eventLoops())
                .channelFactory(network::newServerChannel)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ConnectionInitializer(options, pages(sources), worker, connections, counters))
                .bind(address);
        server = bound.channel();
        bound.addListener(done -> {
            if (!done.isSuccess()) {
                worker.shutdown();
                result.completeExceptionally(refused(String.valueOf(done.cause().getMessage()), done.cause()));
                return;
            }
            port = ((InetSocketAddress) server.localAddress()).getPort();
            LOG.info("Starting http monitor on {}", endpoint().hostPort());
            if (!address.getAddress().isLoopbackAddress()) {
                LOG.warn("The http monitor asks nobody for a password and is open to all who reach {}",
                        endpoint().hostPort());
            }
            result.complete(this);
        });
        return result;
    }

    private BindException refused(String reason, Throwable cause) {
        BindException failure = new BindException("can't listen to the monitor port: "
                + Endpoint.of(options.host(), options.port()).hostPort() + ": " + reason);
        failure.initCause(cause);
        return failure;
    }

    private Pages pages(Sources sources) {
        Map<String, Page> pages = new LinkedHashMap<>();
        SubszPage subscriptions = new SubszPage(sources.broker());
        RequestCounts requests = new RequestCounts(List.of("/", "/varz", "/connz", "/routez", "/subsz", "/healthz",
                "/pathz", "/countz", "/subscriptionsz", "/accountz", "/accstatz", "/leafz", "/gatewayz", "/jsz", "/metrics"));
        pages.put("/varz", new VarzPage(sources, this::options, requests));
        pages.put("/connz", new ConnzPage(sources.broker()));
        pages.put("/routez", new RoutezPage(sources));
        pages.put("/subsz", subscriptions);
        pages.put("/accountz", new AccountzPage(sources.broker()));
        pages.put("/accstatz", new AccstatzPage(sources.broker()));
        pages.put("/leafz", AbsentFeatures.leafnodes(sources.broker()));
        pages.put("/gatewayz", AbsentFeatures.gateways(sources.broker()));
        pages.put("/jsz", AbsentFeatures.jetStream(sources.broker()));
        pages.put("/healthz", new HealthzPage(sources.broker()));
        pages.put("/pathz", new PathzPage(sources));
        pages.put("/countz", new CountzPage(sources, counters));
        List<String> links = new ArrayList<>(pages.keySet());
        links.add("/metrics");
        String root = RootPage.html(sources.broker().identity().version(), options.basePath(), links);
        pages.put("/subscriptionsz", subscriptions);
        return new Pages(options.basePath(), pages, root, new MetricsText(sources, counters)::text, requests, counters);
    }

    /** How it listens: as it was told, at the port that was opened. */
    public MonitoringOptions options() {
        return new MonitoringOptions(options.host(), port, options.basePath(), options.maxConnections(), options.timeout());
    }

    /** Where it listens in truth. */
    public Endpoint endpoint() {
        return Endpoint.of(options.host(), port);
    }

    /** What it counted. */
    public Counters<MonitoringCounter> counters() {
        return counters;
    }

    /**
     * Closes the port and all connections; returns when the port takes no more. Closing twice is harmless. Called from
     * an event loop it does not wait.
     */
    @Override
    public void close() {
        ChannelFuture closed = server.close();
        connections.close();
        worker.shutdown();
        if (!server.eventLoop().inEventLoop()
                && !closed.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The http monitor on {} did not close within {} s", endpoint().hostPort(), CLOSE_SECONDS);
        }
    }
}
