package org.pleach.sandbox.segment;

import java.util.List;
import org.pleach.path.IsdAs;

/**
 * All segments of one round of beaconing. Immutable.
 *
 * @param core segments between core ASes
 * @param down segments from core ASes down to others; read the other way they are the up segments
 */
public record SegmentSet(List<Segment> core, List<Segment> down) {

    /** Copies the lists. */
    public SegmentSet {
        core = List.copyOf(core);
        down = List.copyOf(down);
    }

    /** The segments from any core AS to {@code isdAs}. */
    public List<Segment> downTo(IsdAs isdAs) {
        return down.stream().filter(segment -> segment.last().equals(isdAs)).toList();
    }
}
