package org.pleach.sandbox.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.sandbox.segment.Edge.InAs;
import org.pleach.sandbox.segment.Edge.Vertex;

/**
 * Combines segments into all paths between two ASes: at most one segment up, one between cores and one down, with
 * shortcuts and peering links. Shortest first; the order of equally long ones is the reference's.
 */
public final class PathCombiner {

    private static final int INTERFACES_PER_AS = 2;

    private static final Comparator<List<Edge>> ORDER = Comparator
            .comparingInt((List<Edge> edges) -> edges.stream().mapToInt(Edge::weight).sum())
            .thenComparingInt(List::size)
            .thenComparing(PathCombiner::compareInTurn);

    private PathCombiner() { }

    /**
     * The paths from {@code source} to another AS. None that meets an AS twice; of several over the same interfaces the
     * one that lives longest.
     */
    public static List<CombinedPath> combine(IsdAs source, IsdAs destination, SegmentSet segments) {
        EdgeFinder finder = new EdgeFinder(segments.downTo(source), segments.core(), segments.downTo(destination));
        List<List<Edge>> found = new ArrayList<>();
        extend(finder, new InAs(source), new InAs(destination), List.of(), found);
        found.sort(ORDER);
        List<CombinedPath> paths = new ArrayList<>();
        Map<List<PathInterface>, Integer> best = new HashMap<>();
        for (List<Edge> edges : found) {
            CombinedPath path = new PathBuilder(edges).build();
            if (visitsAnAsTwice(path)) {
                continue;
            }
            Integer known = best.get(path.interfaces());
            if (known == null || path.expiryMillis() > paths.get(known).expiryMillis()) {
                best.put(path.interfaces(), paths.size());
            }
            paths.add(path);
        }
        return best.values().stream().sorted().map(paths::get).toList();
    }

    private static void extend(EdgeFinder finder, Vertex at, Vertex goal, List<Edge> soFar, List<List<Edge>> found) {
        for (Edge edge : finder.from(at)) {
            if (!soFar.isEmpty() && edge.kind().compareTo(soFar.get(soFar.size() - 1).kind()) <= 0) {
                continue;
            }
            List<Edge> edges = new ArrayList<>(soFar);
            edges.add(edge);
            if (edge.to().equals(goal)) {
                found.add(edges);
            } else {
                extend(finder, edge.to(), goal, edges, found);
            }
        }
    }

    private static int compareInTurn(List<Edge> one, List<Edge> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = Edge.ORDER.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static boolean visitsAnAsTwice(CombinedPath path) {
        Map<IsdAs, Integer> count = new HashMap<>();
        for (PathInterface end : path.interfaces()) {
            if (count.merge(end.isdAs(), 1, Integer::sum) > INTERFACES_PER_AS) {
                return true;
            }
        }
        return false;
    }
}
