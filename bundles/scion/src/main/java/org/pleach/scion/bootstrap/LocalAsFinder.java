package org.pleach.scion.bootstrap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.scion.Failures;
import org.pleach.scion.ScionCount;
import org.pleach.scion.ScionOptions;
import org.pleach.scion.daemon.AsRequest;
import org.pleach.scion.daemon.AsResponse;
import org.pleach.scion.daemon.DaemonClient;
import org.pleach.scion.daemon.DaemonException;
import org.pleach.scion.daemon.GrpcClient;
import org.pleach.scion.path.DaemonPaths;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which AS this host is in. Without {@code bootstrap} the daemon says; with it the topology says, or, if a daemon is
 * configured too, the daemon, and the topology if there is none at its address.
 */
public final class LocalAsFinder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalAsFinder.class);

    private final Network network;
    private final ScionOptions options;
    private final Counters<ScionCount> counters;
    private final DaemonClient daemon;
    private volatile ControlService control;
    private volatile boolean closed;

    /** Asks nobody yet. */
    public LocalAsFinder(Network network, ScionOptions options, Counters<ScionCount> counters) {
        this.network = network;
        this.options = options;
        this.counters = counters;
        this.daemon = DaemonClient.over(network, options.daemon(), options.daemonTimeout(), options.daemonMaxAnswer());
    }

    /** Asks. Fails with {@link DaemonException} or {@link BootstrapException}. */
    public CompletableFuture<LocalAs> find() {
        if (!options.bootstrap().isConfigured()) {
            return fromDaemon();
        }
        if (!options.bootstrap().daemonFirst()) {
            return fromTopology();
        }
        return fromDaemon().exceptionallyCompose(failure -> {
            if (Failures.unwrapped(failure) instanceof DaemonException e && isGone(e)) {
                LOG.warn("{}; taking the topology instead", e.getMessage());
                return fromTopology();
            }
            return CompletableFuture.failedFuture(failure);
        });
    }

    private static boolean isGone(DaemonException failure) {
        return failure.failure() == DaemonException.Failure.UNREACHABLE
                || failure.failure() == DaemonException.Failure.DEADLINE;
    }

    private CompletableFuture<LocalAs> fromDaemon() {
        return daemon.as(new AsRequest(IsdAs.WILDCARD)).thenApply(this::daemonAs).toCompletableFuture();
    }

    private LocalAs daemonAs(AsResponse answer) {
        if (answer.isdAs().isWildcard()) {
            throw new IllegalStateException("SCION daemon " + options.daemon() + ": expected its AS, got "
                    + answer.isdAs());
        }
        return new DaemonAs(answer.isdAs(), daemon,
                new DaemonPaths(daemon, answer.isdAs(), network::currentTimeMillis, counters));
    }

    private CompletableFuture<LocalAs> fromTopology() {
        String file = options.bootstrap().topologyFile();
        CompletableFuture<Topology> topology = file.isEmpty()
                ? new TopologyServer(network, options.bootstrap().server(), options.daemonTimeout()).topology()
                : read(Path.of(file));
        return topology.thenApply(this::topologyAs);
    }

    private static CompletableFuture<Topology> read(Path file) {
        try {
            if (Files.size(file) > Topology.MAX_SIZE) {
                throw new IOException("expected at most " + Topology.MAX_SIZE + " bytes, found " + Files.size(file));
            }
            return CompletableFuture.completedFuture(Topology.parse(file.toString(), Files.readString(file)));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new BootstrapException("cannot read " + file + ": " + e, e));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new BootstrapException(e.getMessage(), e));
        }
    }

    private LocalAs topologyAs(Topology topology) {
        control = new ControlService(topology.control().stream().map(this::client).toList());
        if (closed) {
            control.close();
        }
        LOG.info("No SCION daemon: segments come from the control service at {}", topology.control());
        return new TopologyAs(topology, new SegmentPaths(topology, control, network::currentTimeMillis, counters));
    }

    private GrpcClient client(InetSocketAddress address) {
        return new GrpcClient("SCION control service", network, address, options.daemonTimeout(),
                options.daemonMaxAnswer());
    }

    /** Closes all connections. */
    @Override
    public void close() {
        closed = true;
        daemon.close();
        ControlService open = control;
        if (open != null) {
            open.close();
        }
    }
}
