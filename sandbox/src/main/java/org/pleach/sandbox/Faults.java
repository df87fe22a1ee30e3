package org.pleach.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.sandbox.daemon.DaemonServer;
import org.pleach.sandbox.net.BorderRouter;
import org.pleach.sandbox.net.EmulatedLink;
import org.pleach.sandbox.segment.ControlPlane;
import org.pleach.sandbox.segment.Lifetime;

/** Makes a running sandbox misbehave. Safe to use from any thread but an event loop. */
public final class Faults {

    private final Renumbering network;
    private final Map<String, EmulatedLink> links;
    private final Map<IsdAs, BorderRouter> routers;
    private final Map<IsdAs, DaemonServer> daemons;
    private final ControlPlane control;
    private final Map<IsdAs, AsClock> clocks;

    Faults(Renumbering network, Map<String, EmulatedLink> links, Map<IsdAs, BorderRouter> routers,
            Map<IsdAs, DaemonServer> daemons, ControlPlane control, Map<IsdAs, AsClock> clocks) {
        this.network = network;
        this.clocks = clocks;
        this.links = links;
        this.routers = routers;
        this.daemons = daemons;
        this.control = control;
    }

    /**
     * The faults of one link.
     *
     * @throws IllegalArgumentException if there is none of that name; lists those there are
     */
    public LinkFaults link(String name) {
        return new LinkFaults(links.get(topology().link(name).name()));
    }

    /**
     * The links over which a path goes, in its order; for cutting the path in use.
     *
     * @param interfaces both ends of each link, as in a path's metadata; links that are not of this sandbox are left out
     */
    public List<String> linksOf(List<PathInterface> interfaces) {
        return interfaces.stream().flatMap(end -> topology().links().stream()
                        .filter(link -> link.a().pathInterface().equals(end) || link.b().pathInterface().equals(end)))
                .map(LinkSpec::name).distinct().toList();
    }

    /** The names of all links. */
    public List<String> links() {
        return topology().links().stream().map(LinkSpec::name).toList();
    }

    /** Cuts all links: no path lives. */
    public void cutAll(Cut how) {
        links().forEach(name -> link(name).cut(how));
    }

    /** Heals all links. */
    public void healAll() {
        links.values().forEach(EmulatedLink::heal);
    }

    /**
     * Makes every path that was handed out so far expire now: routers answer SCMP "path expired", daemons give new ones.
     * (All ASes change their keys, and routers say of hop fields made with an old key that they have expired.)
     */
    public void expirePaths() {
        control.replaceKeys();
        routers.forEach((isdAs, router) -> router.replaceKey(control.key(isdAs)));
    }

    /**
     * Makes paths that are handed out from now on live so long.
     *
     * @throws IllegalArgumentException if it is not 1 s to 24 h
     */
    public void pathLifetime(Duration lifetime) {
        control.setLifetime(new Lifetime(lifetime.toSeconds()));
    }

    /** Makes paths live 6 hours again. */
    public void usualPathLifetime() {
        control.setLifetime(Lifetime.DEFAULT);
    }

    /**
     * Sets the clock of an AS wrong: of its router, which judges what has expired, of its daemon, and, if it is a core AS,
     * of the segments that begin there.
     *
     * @param fast by how much it is fast; negative if it is slow, zero to set it right
     * @throws IllegalArgumentException if there is no such AS
     */
    public void skewClock(IsdAs isdAs, Duration fast) {
        clocks.get(topology().as(isdAs).isdAs()).setSkew(fast);
        control.forgetSegments();
    }

    /**
     * Gives the interface of an AS on a link another number. Paths with the old number are of no use from then on: routers
     * answer that they do not know the interface. Daemons give paths with the new one.
     *
     * @throws IllegalArgumentException if there is no such link, it does not touch the AS, or the number is out of range
     *                                  or taken
     */
    public void renumber(IsdAs isdAs, String link, int number) {
        network.renumber(isdAs, link, number);
    }

    private Topology topology() {
        return network.topology();
    }

    /**
     * Closes an AS's daemon: its port and all connections.
     *
     * @throws IllegalArgumentException if there is no such AS
     */
    public void stopDaemon(IsdAs isdAs) {
        daemons.get(topology().as(isdAs).isdAs()).stop();
    }

    /**
     * Opens an AS's daemon again at the same address.
     *
     * @throws IllegalArgumentException if there is no such AS
     * @throws SandboxException         if somebody else has its port by now
     */
    public void startDaemon(IsdAs isdAs) {
        try {
            daemons.get(topology().as(isdAs).isdAs()).start();
        } catch (IOException e) {
            throw new SandboxException("cannot start the daemon of " + isdAs + ": " + e.getMessage(), e);
        }
    }
}
