package org.pleach.sandbox.daemon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.segment.Announcements;
import org.pleach.sandbox.segment.CombinedPath;
import org.pleach.sandbox.segment.ControlPlane;
import org.pleach.sandbox.segment.PathCombiner;
import org.pleach.sandbox.segment.SegmentSet;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.DaemonPath.DiscoveryAddresses;
import org.pleach.scion.daemon.DaemonPath.EpicAuthenticators;

/** The paths from one AS as its daemon gives them; combined once for each round of beaconing. For one thread. */
final class PathLookup {

    private static final long LOCAL_PATH_SECONDS = 24 * 60 * 60;

    private final AsSpec local;
    private final Topology topology;
    private final ControlPlane control;
    private final Announcements announcements;
    private final Map<IsdAs, List<DaemonPath>> known = new HashMap<>();
    private SegmentSet knownFor;

    /** @param topology with the ports that were opened in truth */
    PathLookup(AsSpec local, Topology topology, ControlPlane control) {
        this.local = local;
        this.topology = topology;
        this.control = control;
        this.announcements = new Announcements(topology);
    }

    /** The path inside the AS. */
    DaemonPath inside(long nowMillis) {
        return new DaemonPath(new byte[0], "", Instant.ofEpochSecond(nowMillis / 1000 + LOCAL_PATH_SECONDS),
                PathMetadata.of(List.of(), local.mtu()), EpicAuthenticators.EMPTY, Map.of());
    }

    /** All paths to another AS; if {@code destination} names only an ISD, to each of its core ASes. */
    List<DaemonPath> to(IsdAs destination) {
        SegmentSet segments = control.segments();
        if (segments != knownFor) {
            known.clear();
            knownFor = segments;
        }
        if (destination.as() != 0) {
            return isKnown(destination)
                    ? known.computeIfAbsent(destination, target -> combine(target, segments)) : List.of();
        }
        return topology.ases().stream()
                .filter(as -> as.core() && as.isdAs().isd() == destination.isd() && as != local)
                .flatMap(as -> to(as.isdAs()).stream()).toList();
    }

    private boolean isKnown(IsdAs isdAs) {
        return topology.ases().stream().anyMatch(as -> as.isdAs().equals(isdAs));
    }

    private List<DaemonPath> combine(IsdAs destination, SegmentSet segments) {
        List<DaemonPath> paths = new ArrayList<>();
        for (CombinedPath path : PathCombiner.combine(local.isdAs(), destination, segments)) {
            paths.add(new DaemonPath(path.raw(), Addresses.text(local.router()),
                    Instant.ofEpochSecond(path.expiryMillis() / 1000), announcements.of(path.interfaces()),
                    EpicAuthenticators.EMPTY, discovery(path)));
        }
        return paths;
    }

    private Map<IsdAs, DiscoveryAddresses> discovery(CombinedPath path) {
        Set<IsdAs> ases = new LinkedHashSet<>();
        for (PathInterface end : path.interfaces()) {
            ases.add(end.isdAs());
        }
        Map<IsdAs, DiscoveryAddresses> discovery = new LinkedHashMap<>();
        for (IsdAs isdAs : ases) {
            topology.as(isdAs).control().ifPresent(address -> {
                List<String> services = List.of(Addresses.text(address));
                discovery.put(isdAs, new DiscoveryAddresses(services, services));
            });
        }
        return discovery;
    }
}
