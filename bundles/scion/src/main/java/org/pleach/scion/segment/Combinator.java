package org.pleach.scion.segment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.scion.segment.SegmentUse.InAs;
import org.pleach.scion.segment.SegmentUse.Joint;

/**
 * Puts up, core and down segments together into paths: over the core, over an AS that both have (shortcut), over a peering
 * link between them, or along one segment only. The same paths in the same order as the reference: fewest links first; none
 * that visits an AS twice; of those over the same links the one that expires last.
 */
public final class Combinator {

    /** More combinations than these are not tried, whatever there is: they are put together on an event loop. */
    private static final int MAX_COMBINATIONS = 2_000;
    private static final int MAX_PARTS = 3;

    private static final Comparator<List<SegmentUse>> ORDER = Comparator
            .comparingInt((List<SegmentUse> parts) -> parts.stream().mapToInt(SegmentUse::weight).sum())
            .thenComparingInt(List::size)
            .thenComparing(Combinator::compareParts);

    private final Map<Joint, List<SegmentUse>> uses = new HashMap<>();
    private final List<List<SegmentUse>> found = new ArrayList<>();
    private final Joint destination;

    private Combinator(IsdAs destination) {
        this.destination = new InAs(destination);
    }

    /**
     * A path without its first router.
     *
     * @param raw      the data-plane path at its first hop
     * @param metadata what the ASes announce
     * @param expiry   when its first hop field expires
     */
    public record CombinedPath(byte[] raw, PathMetadata metadata, Instant expiry) { }

    /** All paths between two different ASes. */
    public static List<CombinedPath> combine(IsdAs source, IsdAs destination, List<PathSegment> ups,
            List<PathSegment> cores, List<PathSegment> downs) {
        Combinator combinator = new Combinator(destination);
        ups.forEach(segment -> combinator.addUses(segment, SegmentType.UP));
        cores.forEach(segment -> combinator.add(SegmentUse.core(segment)));
        downs.forEach(segment -> combinator.addUses(segment, SegmentType.DOWN));
        combinator.uses.values().forEach(list -> list.sort(Comparator.comparingInt(SegmentUse::weight)));
        combinator.search(new InAs(source), new ArrayList<>());
        combinator.found.sort(ORDER);
        return combinator.paths();
    }

    private void addUses(PathSegment segment, SegmentType type) {
        for (int i = segment.entries().size() - 1; i >= 0; i--) {
            if (i < segment.entries().size() - 1) {
                add(SegmentUse.of(segment, type, i));
            }
            for (int peer = 0; peer < segment.entries().get(i).peers().size(); peer++) {
                add(SegmentUse.peering(segment, type, i, peer));
            }
        }
    }

    private void add(SegmentUse use) {
        uses.computeIfAbsent(use.from(), joint -> new ArrayList<>()).add(use);
    }

    private void search(Joint at, List<SegmentUse> parts) {
        for (SegmentUse next : uses.getOrDefault(at, List.of())) {
            boolean fits = parts.isEmpty() || parts.get(parts.size() - 1).mayPrecede(next);
            if (!fits || found.size() >= MAX_COMBINATIONS) {
                continue;
            }
            parts.add(next);
            if (next.to().equals(destination)) {
                found.add(List.copyOf(parts));
            } else if (parts.size() < MAX_PARTS) {
                search(next.to(), parts);
            }
            parts.remove(parts.size() - 1);
        }
    }

    private static int compareParts(List<SegmentUse> a, List<SegmentUse> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = SegmentUse.ORDER.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private List<CombinedPath> paths() {
        Map<List<PathInterface>, CombinedPath> paths = new LinkedHashMap<>();
        Map<List<PathInterface>, Integer> positions = new HashMap<>();
        List<CombinedPath> ordered = new ArrayList<>();
        for (List<SegmentUse> parts : found) {
            CombinedPath path = new PathAssembly(parts).path();
            if (path == null || visitsTwice(path.metadata().interfaces())) {
                continue;
            }
            List<PathInterface> links = path.metadata().interfaces();
            CombinedPath same = paths.get(links);
            if (same == null || path.expiry().isAfter(same.expiry())) {
                paths.put(links, path);
                if (same != null) {
                    ordered.set(positions.get(links), null);
                }
                positions.put(links, ordered.size());
                ordered.add(path);
            }
        }
        ordered.removeIf(Objects::isNull);
        return ordered;
    }

    private static boolean visitsTwice(List<PathInterface> interfaces) {
        Map<IsdAs, Integer> counts = new HashMap<>();
        return interfaces.stream().anyMatch(end -> counts.merge(end.isdAs(), 1, Integer::sum) > 2);
    }
}
