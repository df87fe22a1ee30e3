package org.pleach.sandbox.router;

import org.pleach.sandbox.Attachment.Neighbor;

/** Which pairs of links a path may use in one AS, so that nobody is made to carry traffic for nothing. */
final class LinkRules {

    private LinkRules() { }

    /** Within one segment, or over a peering link. */
    static boolean mayCross(Neighbor in, Neighbor out) {
        return switch (in) {
            case CORE -> out == Neighbor.CORE;
            case CHILD -> out == Neighbor.PARENT || out == Neighbor.PEER;
            case PARENT, PEER -> out == Neighbor.CHILD;
        };
    }

    /** From one segment to the next. A packet from inside the AS ({@code in} null) may not. */
    static boolean maySwitchSegment(Neighbor in, Neighbor out) {
        return in == Neighbor.CORE && out == Neighbor.CHILD
                || in == Neighbor.CHILD && (out == Neighbor.CORE || out == Neighbor.CHILD);
    }
}
