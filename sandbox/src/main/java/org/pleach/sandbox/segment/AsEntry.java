package org.pleach.sandbox.segment;

import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;

/**
 * What one AS added to a segment. Immutable.
 *
 * @param isdAs the AS
 * @param hop   its hop field
 * @param peers the ways out of the segment over its peering links
 */
public record AsEntry(IsdAs isdAs, Hop hop, List<Peer> peers) {

    /** Copies the list. */
    public AsEntry {
        peers = List.copyOf(peers);
    }

    /**
     * A way out over a peering link.
     *
     * @param hop    the hop field, whose ConsIngress is the AS's own end of the peering link
     * @param remote the other end
     */
    public record Peer(Hop hop, PathInterface remote) { }
}
