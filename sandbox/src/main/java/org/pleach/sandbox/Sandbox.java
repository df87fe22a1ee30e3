package org.pleach.sandbox;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pleach.counters.CounterSource;
import org.pleach.path.IsdAs;
import org.pleach.path.PathMetadata;
import org.pleach.sandbox.daemon.DaemonServer;
import org.pleach.sandbox.net.BorderRouter;
import org.pleach.sandbox.net.EchoShim;
import org.pleach.sandbox.net.EmulatedLink;
import org.pleach.sandbox.segment.Announcements;
import org.pleach.sandbox.segment.ControlPlane;
import org.pleach.sandbox.segment.PathCombiner;
import org.pleach.transport.Network;

/**
 * A SCION network inside this process: border routers on UDP sockets joined by emulated links, and a daemon for each AS.
 * Safe to use from any thread but an event loop of its network.
 */
public final class Sandbox implements AutoCloseable {

    private final Renumbering network;
    private final ControlPlane control;
    private final Map<IsdAs, BorderRouter> routers;
    private final Map<String, EmulatedLink> links;
    private final Map<IsdAs, DaemonServer> daemons;
    private final List<EchoShim> shims;
    private final Faults faults;

    Sandbox(Renumbering network, ControlPlane control, Map<IsdAs, BorderRouter> routers,
            Map<String, EmulatedLink> links, Map<IsdAs, DaemonServer> daemons, List<EchoShim> shims,
            Map<IsdAs, AsClock> clocks) {
        this.network = network;
        this.control = control;
        this.routers = routers;
        this.links = links;
        this.daemons = daemons;
        this.shims = shims;
        this.faults = new Faults(network, links, routers, daemons, control, clocks);
    }

    /** {@link #start(Topology, Network, SandboxOptions)} with {@link SandboxOptions#DEFAULT}. */
    public static Sandbox start(Topology topology, Network network) {
        return start(topology, network, SandboxOptions.DEFAULT);
    }

    /**
     * Starts the network and waits until it works. The caller closes {@code network} after the sandbox.
     *
     * @throws SandboxException if an address cannot be opened; nothing is left open then
     */
    public static Sandbox start(Topology topology, Network network, SandboxOptions options) {
        return new SandboxStart(topology, network, options).run();
    }

    /** The network as it runs: with the ports that were opened in truth, and the interface numbers of now. */
    public Topology topology() {
        return network.topology();
    }

    /**
     * Where an AS's daemon listens.
     *
     * @throws IllegalArgumentException if there is no such AS
     */
    public InetSocketAddress daemonAddress(IsdAs isdAs) {
        return topology().as(isdAs).daemon();
    }

    /** Whether an AS's daemon runs. */
    public boolean isDaemonRunning(IsdAs isdAs) {
        return daemons.get(topology().as(isdAs).isdAs()).isRunning();
    }

    /** Makes things go wrong. */
    public Faults faults() {
        return faults;
    }

    /**
     * The paths that there are from one AS to another, whatever is cut, in the order in which the daemon gives them.
     *
     * @throws IllegalArgumentException if there is no such AS
     */
    public List<PathMetadata> paths(IsdAs source, IsdAs destination) {
        Topology topology = topology();
        Announcements announcements = new Announcements(topology);
        return PathCombiner.combine(topology.as(source).isdAs(), topology.as(destination).isdAs(), control.segments())
                .stream().map(path -> announcements.of(path.interfaces())).toList();
    }

    /** What each router and each direction of each link counts. */
    public List<CounterSource> counters() {
        List<CounterSource> counters = new ArrayList<>(routers.values());
        for (EmulatedLink link : links.values()) {
            counters.add(link.direction(link.spec().a()).counters());
            counters.add(link.direction(link.spec().b()).counters());
        }
        return counters;
    }

    /**
     * What the direction of a link that starts in an AS counts.
     *
     * @throws IllegalArgumentException if there is no such link, or it does not touch the AS
     */
    public CounterSource counters(String link, IsdAs sender) {
        EmulatedLink found = links.get(topology().link(link).name());
        return found.direction(found.spec().endIn(sender)).counters();
    }

    /** Stops everything; nothing is left behind. Closing twice is harmless. */
    @Override
    public void close() {
        links.values().forEach(EmulatedLink::stopTimers);
        daemons.values().forEach(DaemonServer::stop);
        shims.forEach(EchoShim::close);
        routers.values().forEach(BorderRouter::close);
    }
}
