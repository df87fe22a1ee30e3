package org.pleach.sandbox.segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathMetadata.GeoPosition;
import org.pleach.path.PathMetadata.LinkType;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Crossing;
import org.pleach.sandbox.LinkSpec;
import org.pleach.sandbox.Topology;

/** Gathers what the ASes of a topology announce about a path. Immutable. */
public final class Announcements {

    private final Topology topology;
    private final Map<PathInterface, LinkSpec> links = new HashMap<>();

    /** Of this topology. */
    public Announcements(Topology topology) {
        this.topology = topology;
        for (LinkSpec link : topology.links()) {
            links.put(link.a().pathInterface(), link);
            links.put(link.b().pathInterface(), link);
        }
    }

    /** About a path over these interfaces, at least two. */
    public PathMetadata of(List<PathInterface> interfaces) {
        List<Long> latencies = new ArrayList<>();
        List<Long> bandwidths = new ArrayList<>();
        List<Long> internalHops = new ArrayList<>();
        List<LinkType> types = new ArrayList<>();
        List<GeoPosition> positions = new ArrayList<>();
        List<String> notes = new ArrayList<>(List.of(topology.as(interfaces.get(0).isdAs()).note()));
        int mtu = topology.as(interfaces.get(0).isdAs()).mtu();
        for (int i = 0; i < interfaces.size(); i += 2) {
            LinkSpec link = links.get(interfaces.get(i));
            AsSpec next = topology.as(interfaces.get(i + 1).isdAs());
            mtu = Math.min(mtu, Math.min(link.announced().mtu(), next.mtu()));
            latencies.add(Math.max(link.announced().latencyNanos(), PathMetadata.UNKNOWN));
            bandwidths.add(zeroIsUnknown(link.announced().bandwidthKbits()));
            types.add(link.announced().type());
            positions.add(position(link, interfaces.get(i)));
            positions.add(position(link, interfaces.get(i + 1)));
            notes.add(next.note());
            if (i + 2 < interfaces.size()) {
                Optional<Crossing> crossing =
                        next.crossing((int) interfaces.get(i + 1).id(), (int) interfaces.get(i + 2).id());
                latencies.add(crossing.map(Crossing::latencyNanos).orElse(PathMetadata.UNKNOWN));
                bandwidths.add(zeroIsUnknown(crossing.map(Crossing::bandwidthKbits).orElse(0L)));
                internalHops.add(zeroIsUnknown(crossing.map(c -> (long) c.hops()).orElse(0L)));
            }
        }
        return new PathMetadata(interfaces, mtu, latencies, bandwidths, positions, types, internalHops, notes);
    }

    private static GeoPosition position(LinkSpec link, PathInterface at) {
        return link.endIn(at.isdAs()).geo();
    }

    private static long zeroIsUnknown(long value) {
        return value == 0 ? PathMetadata.UNKNOWN : value;
    }
}
