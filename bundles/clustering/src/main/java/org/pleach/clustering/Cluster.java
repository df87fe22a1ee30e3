package org.pleach.clustering;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.pleach.broker.Broker;
import org.pleach.broker.Listening;
import org.pleach.broker.RouteReporter;
import org.pleach.broker.RouteSnapshot;
import org.pleach.clustering.session.Link;
import org.pleach.counters.Counters;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Transport.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a broker one of a cluster: accepts and dials routes, and keeps everybody connected with everybody. Safe to use
 * from any thread.
 *
 * <pre>
 *   try (Cluster cluster = new Cluster(broker, ClusterOptions.from(config.getConfig("cluster")))) {
 *       cluster.start();
 *       ...
 *   }
 * </pre>
 */
public final class Cluster implements RouteReporter, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private static final long CLOSE_NANOS = 2_000_000_000L;

    private final Broker broker;
    private final RouteEnvironment environment;
    private volatile ClusterOptions options;
    private volatile Listening listening;
    private boolean closed;

    /** Does nothing before {@link #start}. Does not close {@code broker}. */
    public Cluster(Broker broker, ClusterOptions options) {
        this(broker, options, RouteTimes.DEFAULT);
    }

    Cluster(Broker broker, ClusterOptions options, RouteTimes times) {
        this.broker = broker;
        this.options = options;
        this.environment = new RouteEnvironment(broker, () -> this.options, times, () -> this.listening);
    }

    /** Opens the ports, then dials. Once. */
    public synchronized void start() {
        LOG.info("Cluster name is {}", clusterName());
        if (environment.name().isDynamic()) {
            LOG.warn("Cluster name was dynamically generated, consider setting one");
        }
        broker.clusterName(clusterName());
        listening = broker.listen(Purpose.ROUTE, options.listen(), new Acceptor());
        listening.firstAttempt()
                .whenComplete((nothing, failure) -> environment.dialers().configure(options.routes()));
    }

    /** Completes when the ports are open or failed to open once. After {@link #start}. */
    public CompletionStage<Void> ready() {
        return listening.firstAttempt();
    }

    /**
     * Takes changed options: new {@code routes} are dialled, connections of those that are gone are closed, another
     * {@code listen} opens the new port and closes the old, the rest holds for connections made from now on (parameters
     * of {@code listen}: for ports opened from now on). Another {@code name} needs a new cluster.
     */
    public synchronized void reload(ClusterOptions changed) {
        if (closed) {
            return;
        }
        boolean moves = !changed.listen().withParameters(Map.of()).equals(options.listen().withParameters(Map.of()));
        options = changed;
        if (moves && listening != null) {
            Listening old = listening;
            listening = broker.listen(Purpose.ROUTE, changed.listen(), new Acceptor());
            old.close();
        }
        Set<RouteDialer> gone = environment.dialers().configure(changed.routes());
        for (RouteSession session : environment.table().connections()) {
            if (gone.contains(session.dialer())) {
                session.closeLater(CloseReason.ROUTE_REMOVED);
            }
        }
    }

    /** The cluster's name; may change if none is configured. */
    @Override
    public String clusterName() {
        return environment.name().value();
    }

    @Override
    public List<Endpoint> listening() {
        Listening now = listening;
        return now == null ? List.of() : now.listeners().stream().map(Listener::endpoint).toList();
    }

    @Override
    public List<Endpoint> configured() {
        return options.routes();
    }

    /** The routes there are, one for each server of the cluster that is reached. */
    @Override
    public List<RouteSnapshot> routes() {
        return environment.table().routes().stream().map(RouteSession::snapshot).toList();
    }

    /** What happened to routes. */
    public Counters<ClusterCounter> counters() {
        return environment.counters();
    }

    /**
     * Closes ports and routes and dials no more. Waits until peers are told, two seconds at most and not at all on an event
     * loop: a peer that merely loses its connection would wait for the next one. Closing twice is harmless.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        environment.dialers().close();
        if (listening != null) {
            listening.close();
        }
        List<RouteSession> ending = environment.table().shut();
        ending.forEach(session -> session.closeLater(CloseReason.SERVER_SHUTDOWN));
        broker.clusterName(null);
        for (EventExecutor loop : broker.network().eventLoops()) {
            if (loop.inEventLoop()) {
                return;
            }
        }
        long end = System.nanoTime() + CLOSE_NANOS;
        ending.forEach(session -> session.awaitClosed(end - System.nanoTime()));
    }

    /** Gives each accepted channel a session. */
    @ChannelHandler.Sharable
    private final class Acceptor extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new Link(route -> route.pipeline().addLast(new RouteSession(environment, null))));
        }
    }
}
