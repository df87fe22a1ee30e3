package org.pleach.scion.segment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pleach.path.PathInterface;
import org.pleach.scion.packet.DataPath;
import org.pleach.scion.packet.PathMeta;
import org.pleach.scion.packet.RawPath;
import org.pleach.scion.segment.Combinator.CombinedPath;
import org.pleach.scion.segment.PathSegment.AsEntry;
import org.pleach.scion.segment.PathSegment.PeerEntry;

/** Makes a path out of its parts. For one path. */
final class PathAssembly {

    private static final int MAX_MTU = 0xFFFF;

    private final List<SegmentUse> parts;
    private final List<PathInterface> interfaces = new ArrayList<>();
    private final List<AsEntry> entries = new ArrayList<>();
    private final List<DataPath.Segment> segments = new ArrayList<>();
    private int mtu = MAX_MTU;
    private int hops;

    PathAssembly(List<SegmentUse> parts) {
        this.parts = parts;
    }

    /** The path, or null if it cannot be written: too many hops, or links that do not fit one another. */
    CombinedPath path() {
        parts.forEach(this::add);
        if (hops > PathMeta.MAX_HOPS || interfaces.isEmpty() || interfaces.size() % 2 != 0) {
            return null;
        }
        byte[] raw = new DataPath.Scion(0, 0, segments).toBytes();
        if (!RawPath.check(raw).isOk()) {
            return null;
        }
        return new CombinedPath(raw, new Announcements(interfaces, entries).metadata(mtu),
                Instant.ofEpochMilli(RawPath.expiryMillis(raw)));
    }

    /** Gathers a part from its outer end inwards; down segments are travelled the other way. */
    private void add(SegmentUse part) {
        List<AsEntry> all = part.segment().entries();
        List<PathInterface> ends = new ArrayList<>();
        List<DataPath.Hop> fields = new ArrayList<>();
        List<AsEntry> crossed = new ArrayList<>();
        for (int i = all.size() - 1; i >= part.shortcut(); i--) {
            boolean innermost = i == part.shortcut();
            boolean cutShort = innermost && part.shortcut() > 0 && part.peer() == 0;
            AsEntry entry = all.get(i);
            PeerEntry peering = innermost && part.peer() > 0 ? entry.peers().get(part.peer() - 1) : null;
            SegmentHop hop = peering == null ? entry.hop() : peering.hop();
            if (peering != null) {
                limit(peering.mtu());
            } else if (!cutShort && entry.ingressMtu() != 0) {
                limit(entry.ingressMtu());
            }
            limit(entry.mtu());
            if (hop.egress() != 0) {
                ends.add(new PathInterface(entry.isdAs(), hop.egress()));
            }
            if (hop.ingress() != 0 && !cutShort) {
                ends.add(new PathInterface(entry.isdAs(), hop.ingress()));
            }
            fields.add(new DataPath.Hop(false, false, hop.expiryUnits(), hop.ingress(), hop.egress(), hop.mac()));
            crossed.add(entry);
        }
        boolean down = part.type() == SegmentType.DOWN;
        if (down) {
            Collections.reverse(ends);
            Collections.reverse(fields);
            Collections.reverse(crossed);
        }
        interfaces.addAll(ends);
        entries.addAll(crossed);
        hops += fields.size();
        segments.add(new DataPath.Segment(new DataPath.Info(down, part.peer() > 0, firstSegmentId(part),
                part.segment().timestamp()), fields));
    }

    private void limit(int other) {
        mtu = Math.min(mtu, other);
    }

    /**
     * SegID at the part's first hop: the chain of MACs up to there. A peering hop field is chained as the one that follows
     * it in the direction of construction.
     */
    private static int firstSegmentId(SegmentUse part) {
        List<AsEntry> all = part.segment().entries();
        int first = part.type() == SegmentType.DOWN ? part.shortcut() : all.size() - 1;
        int chained = first == part.shortcut() && part.peer() > 0 ? first + 1 : first;
        int id = part.segment().segmentId();
        for (int i = 0; i < chained; i++) {
            id ^= all.get(i).hop().macChain();
        }
        return id;
    }
}
