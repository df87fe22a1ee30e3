package org.pleach.sandbox.segment;

import java.util.Comparator;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;

/**
 * One segment, or the useful end of one, as a step of a path. Immutable.
 *
 * @param from     where the step starts
 * @param to       where it leads
 * @param kind     how the segment is used
 * @param segment  the segment
 * @param shortcut the entry at which the segment is left or joined; 0 if it is used whole
 * @param peer     1 + the number of the peer entry over which it is left or joined; 0 for none
 * @param weight   links it takes
 */
record Edge(Vertex from, Vertex to, Kind kind, Segment segment, int shortcut, int peer, int weight) {

    /** Orders equally long paths, as the reference does. */
    static final Comparator<Edge> ORDER = Comparator.comparing((Edge edge) -> edge.segment().hash())
            .thenComparingInt(Edge::shortcut).thenComparingInt(Edge::peer);

    /** How a segment is used. The order is that in which kinds may follow each other. */
    enum Kind { UP, CORE, DOWN }

    /** Where steps meet. */
    sealed interface Vertex { }

    /** In an AS. */
    record InAs(IsdAs isdAs) implements Vertex { }

    /** On a peering link, crossed from {@code near} to {@code far}. */
    record OnPeering(PathInterface near, PathInterface far) implements Vertex { }

    boolean usesPeering() {
        return peer != 0;
    }

    boolean inConstructionDirection() {
        return kind == Kind.DOWN;
    }

    /** SegID with which a packet starts on this step. A peering hop has that of the hop after it. */
    int startingSegmentId() {
        int last = segment.entries().size() - 1;
        if (inConstructionDirection()) {
            return segment.beta(usesPeering() ? shortcut + 1 : shortcut);
        }
        return segment.beta(usesPeering() && shortcut == last ? last + 1 : last);
    }
}
