package org.pleach.sandbox.segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Attachment;
import org.pleach.sandbox.Attachment.Neighbor;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.mac.ForwardingKey;
import org.pleach.sandbox.mac.HopMac;

/**
 * Makes every segment of a topology: between core ASes over core links, and down from core ASes along parent-child links,
 * each without meeting an AS twice. As in the reference each AS adds a hop field with its MAC, chained through beta, and
 * one for each of its peering links.
 */
public final class Beaconing {

    /** Segments kept for one pair of ASes, shortest first; keeps meshes from exploding. */
    private static final int MAX_PER_PAIR = 32;
    /** Most ASes of a segment: three of them make at most 48 hop fields of the 64 a path may have. */
    private static final int MAX_LENGTH = 16;
    /** Most walks tried from one core AS. */
    private static final int MAX_WALKS = 20_000;
    private static final int SEGMENT_IDS = 1 << 16;

    private final Topology topology;
    private final Map<IsdAs, List<Attachment>> attachments = new HashMap<>();
    private final Random random;

    /** @param random gives segment IDs */
    public Beaconing(Topology topology, Random random) {
        this.topology = topology;
        this.random = random;
        topology.ases().forEach(as -> attachments.put(as.isdAs(), topology.attachments(as.isdAs())));
    }

    /**
     * One round.
     *
     * @param keys      the key of each AS
     * @param millis    the clock of each AS, milliseconds since 1970; that of the first AS dates a segment
     * @param lifetime  of the hop fields
     */
    public SegmentSet run(Function<IsdAs, ForwardingKey> keys, ToLongFunction<IsdAs> millis, Lifetime lifetime) {
        Map<IsdAs, HopMac> macs = new HashMap<>();
        topology.ases().forEach(as -> macs.put(as.isdAs(), keys.apply(as.isdAs()).mac()));
        List<Segment> core = new ArrayList<>();
        List<Segment> down = new ArrayList<>();
        for (AsSpec origin : topology.ases()) {
            if (origin.core()) {
                long nowMillis = millis.applyAsLong(origin.isdAs());
                for (List<Attachment> walk : walks(origin.isdAs(), Neighbor.CORE)) {
                    core.add(segment(walk, macs, nowMillis, lifetime));
                }
                for (List<Attachment> walk : walks(origin.isdAs(), Neighbor.CHILD)) {
                    down.add(segment(walk, macs, nowMillis, lifetime));
                }
            }
        }
        return new SegmentSet(core, down);
    }

    /** The ways out of {@code origin} over links to neighbours of one kind, breadth first, so that short ones come first. */
    private List<List<Attachment>> walks(IsdAs origin, Neighbor kind) {
        List<List<Attachment>> found = new ArrayList<>();
        Map<IsdAs, Integer> perTarget = new HashMap<>();
        List<List<Attachment>> level = List.of(List.of());
        while (!level.isEmpty() && found.size() < MAX_WALKS) {
            List<List<Attachment>> next = new ArrayList<>();
            for (List<Attachment> walk : level) {
                Set<IsdAs> met = new HashSet<>(Set.of(origin));
                walk.forEach(step -> met.add(step.remote().isdAs()));
                IsdAs at = walk.isEmpty() ? origin : walk.get(walk.size() - 1).remote().isdAs();
                for (Attachment step : attachments.get(at)) {
                    IsdAs to = step.remote().isdAs();
                    if (step.neighbor() == kind && !met.contains(to)
                            && perTarget.merge(to, 1, Integer::sum) <= MAX_PER_PAIR) {
                        List<Attachment> longer = new ArrayList<>(walk);
                        longer.add(step);
                        next.add(longer);
                    }
                }
            }
            found.addAll(next);
            level = found.isEmpty() || next.isEmpty() || next.get(0).size() >= MAX_LENGTH - 1 ? List.of() : next;
        }
        return found;
    }

    private Segment segment(List<Attachment> walk, Map<IsdAs, HopMac> macs, long nowMillis, Lifetime lifetime) {
        long timestamp = lifetime.timestamp(nowMillis);
        int segmentId = random.nextInt(SEGMENT_IDS);
        int beta = segmentId;
        List<AsEntry> entries = new ArrayList<>();
        for (int i = 0; i <= walk.size(); i++) {
            IsdAs isdAs = i == 0 ? walk.get(0).local().isdAs() : walk.get(i - 1).remote().isdAs();
            int ingress = i == 0 ? 0 : walk.get(i - 1).remote().interfaceId();
            int egress = i == walk.size() ? 0 : walk.get(i).interfaceId();
            HopMac mac = macs.get(isdAs);
            Hop hop = hop(mac, beta, timestamp, lifetime.expiryUnits(), ingress, egress);
            beta ^= HopMac.chain(hop.mac());
            entries.add(new AsEntry(isdAs, hop, peers(isdAs, mac, beta, timestamp, lifetime.expiryUnits(), egress)));
        }
        return Segment.of(timestamp, segmentId, entries);
    }

    private List<AsEntry.Peer> peers(IsdAs isdAs, HopMac mac, int beta, long timestamp, int expiryUnits, int egress) {
        List<AsEntry.Peer> peers = new ArrayList<>();
        for (Attachment attachment : attachments.get(isdAs)) {
            if (attachment.neighbor() == Neighbor.PEER) {
                PathInterface remote = attachment.remote().pathInterface();
                peers.add(new AsEntry.Peer(
                        hop(mac, beta, timestamp, expiryUnits, attachment.interfaceId(), egress), remote));
            }
        }
        return peers;
    }

    private static Hop hop(HopMac mac, int beta, long timestamp, int expiryUnits, int ingress, int egress) {
        return new Hop(expiryUnits, ingress, egress, mac.compute(beta, timestamp, expiryUnits, ingress, egress));
    }
}
