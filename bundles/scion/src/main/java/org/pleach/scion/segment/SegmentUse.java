package org.pleach.scion.segment;

import java.util.Arrays;
import java.util.Comparator;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.scion.segment.PathSegment.AsEntry;
import org.pleach.scion.segment.PathSegment.PeerEntry;

/**
 * A segment, or its outer part, as one of up to three parts of a path: from {@code from} to {@code to} in the direction of
 * travel.
 *
 * @param from     where it starts
 * @param to       where it ends
 * @param segment  the segment
 * @param type     how it is used
 * @param weight   links crossed; a peering link counts with the part behind it
 * @param shortcut index of the innermost AS used; 0 if all are
 * @param peer     the peering link of that AS over which the path goes on; 0 if over none, else its index + 1
 */
record SegmentUse(Joint from, Joint to, PathSegment segment, SegmentType type, int weight, int shortcut, int peer) {

    /** The order of the reference: what is in common is decided by the segments' names. */
    static final Comparator<SegmentUse> ORDER = Comparator
            .comparing((SegmentUse use) -> use.segment.id(), Arrays::compareUnsigned)
            .thenComparingInt(SegmentUse::shortcut).thenComparingInt(SegmentUse::peer);

    /** Where parts of a path meet. */
    sealed interface Joint { }

    /** In an AS. */
    record InAs(IsdAs isdAs) implements Joint { }

    /** On a peering link, between its end on the way up and its end on the way down. */
    record OnPeering(PathInterface up, PathInterface down) implements Joint { }

    /** All of a core segment, against the direction of construction. */
    static SegmentUse core(PathSegment segment) {
        return new SegmentUse(new InAs(segment.last().isdAs()), new InAs(segment.entries().get(0).isdAs()), segment,
                SegmentType.CORE, segment.entries().size() - 1, 0, 0);
    }

    /** The part of an up or down segment that lies outside of the AS at {@code index}. */
    static SegmentUse of(PathSegment segment, SegmentType type, int index) {
        Joint outer = new InAs(segment.last().isdAs());
        Joint inner = new InAs(segment.entries().get(index).isdAs());
        boolean up = type == SegmentType.UP;
        return new SegmentUse(up ? outer : inner, up ? inner : outer, segment, type,
                segment.entries().size() - 1 - index, index, 0);
    }

    /** The same, with a peering link of that AS. */
    static SegmentUse peering(PathSegment segment, SegmentType type, int index, int peer) {
        AsEntry entry = segment.entries().get(index);
        PeerEntry link = entry.peers().get(peer);
        PathInterface here = new PathInterface(entry.isdAs(), link.hop().ingress());
        PathInterface there = new PathInterface(link.peer(), link.peerInterface());
        Joint outer = new InAs(segment.last().isdAs());
        int weight = segment.entries().size() - 1 - index;
        return type == SegmentType.UP
                ? new SegmentUse(outer, new OnPeering(here, there), segment, type, weight, index, peer + 1)
                : new SegmentUse(new OnPeering(there, here), outer, segment, type, weight + 1, index, peer + 1);
    }

    /** Whether a path may go on with {@code next}: up, core, down, each at most once. */
    boolean mayPrecede(SegmentUse next) {
        return type == SegmentType.UP && next.type != SegmentType.UP
                || type == SegmentType.CORE && next.type == SegmentType.DOWN;
    }
}
