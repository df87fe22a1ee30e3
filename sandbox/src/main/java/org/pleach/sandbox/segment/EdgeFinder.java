package org.pleach.sandbox.segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.sandbox.segment.Edge.InAs;
import org.pleach.sandbox.segment.Edge.Kind;
import org.pleach.sandbox.segment.Edge.OnPeering;
import org.pleach.sandbox.segment.Edge.Vertex;

/** Finds the steps that segments allow: whole segments, shortcuts at an AS in the middle, and peering links. */
final class EdgeFinder {

    private final Map<Vertex, List<Edge>> edges = new HashMap<>();

    EdgeFinder(List<Segment> ups, List<Segment> cores, List<Segment> downs) {
        ups.forEach(segment -> addEnds(segment, Kind.UP));
        for (Segment segment : cores) {
            add(new Edge(new InAs(segment.last()), new InAs(segment.first()), Kind.CORE, segment, 0, 0,
                    segment.entries().size() - 1));
        }
        downs.forEach(segment -> addEnds(segment, Kind.DOWN));
    }

    /** The steps that start at {@code vertex}. */
    List<Edge> from(Vertex vertex) {
        return edges.getOrDefault(vertex, List.of());
    }

    private void addEnds(Segment segment, Kind kind) {
        int last = segment.entries().size() - 1;
        for (int i = last; i >= 0; i--) {
            AsEntry entry = segment.entries().get(i);
            if (i != last) {
                add(step(segment, kind, i, 0, new InAs(entry.isdAs()), last - i));
            }
            for (int p = 0; p < entry.peers().size(); p++) {
                AsEntry.Peer peer = entry.peers().get(p);
                PathInterface local = new PathInterface(entry.isdAs(), peer.hop().consIngress());
                Vertex link = kind == Kind.UP ? new OnPeering(local, peer.remote()) : new OnPeering(peer.remote(), local);
                int peeringLink = kind == Kind.UP ? 0 : 1;
                add(step(segment, kind, i, p + 1, link, last - i + peeringLink));
            }
        }
    }

    private static Edge step(Segment segment, Kind kind, int shortcut, int peer, Vertex end, int weight) {
        IsdAs pinned = segment.last();
        return kind == Kind.UP
                ? new Edge(new InAs(pinned), end, kind, segment, shortcut, peer, weight)
                : new Edge(end, new InAs(pinned), kind, segment, shortcut, peer, weight);
    }

    private void add(Edge edge) {
        edges.computeIfAbsent(edge.from(), vertex -> new ArrayList<>()).add(edge);
    }
}
