package org.pleach.sandbox;

import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.daemon.DaemonServer;
import org.pleach.sandbox.net.BorderRouter;
import org.pleach.sandbox.net.EmulatedLink;
import org.pleach.sandbox.router.RouterSpec;
import org.pleach.sandbox.segment.ControlPlane;

/**
 * The topology as it runs, and how an AS gives one of its interfaces another number in it: router, segments and daemons
 * know the new number at once, paths with the old one are of no use any more. Safe to use from any thread but an event
 * loop.
 */
final class Renumbering {

    private static final int MAX_INTERFACE = 65_535;

    private final Map<String, EmulatedLink> links;
    private final Map<IsdAs, BorderRouter> routers;
    private final Map<IsdAs, DaemonServer> daemons;
    private final ControlPlane control;
    private volatile Topology topology;

    Renumbering(Topology topology, Map<String, EmulatedLink> links, Map<IsdAs, BorderRouter> routers,
            Map<IsdAs, DaemonServer> daemons, ControlPlane control) {
        this.topology = topology;
        this.links = links;
        this.routers = routers;
        this.daemons = daemons;
        this.control = control;
    }

    /** The topology as it runs. */
    Topology topology() {
        return topology;
    }

    /** Gives the end of a link another number. */
    synchronized void renumber(IsdAs isdAs, String link, int number) {
        LinkSpec.End end = topology.link(link).endIn(isdAs);
        List<Integer> taken = topology.attachments(isdAs).stream().map(Attachment::interfaceId).toList();
        if (number < 1 || number > MAX_INTERFACE || taken.contains(number)) {
            throw new IllegalArgumentException("expected an interface number from 1 to " + MAX_INTERFACE + " that "
                    + isdAs + " does not use yet, got " + number + "; in use are " + taken);
        }
        Topology renumbered = topology.withInterface(end, number);
        routers.get(isdAs).renumber(RouterSpec.of(renumbered, isdAs), end.interfaceId(), number);
        links.get(link).renumbered(renumbered.link(link));
        control.setTopology(renumbered);
        topology = renumbered;
        daemons.values().forEach(daemon -> daemon.setTopology(renumbered));
    }
}
