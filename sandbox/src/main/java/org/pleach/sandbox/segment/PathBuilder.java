package org.pleach.sandbox.segment;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pleach.path.PathInterface;
import org.pleach.scion.packet.HopField;
import org.pleach.scion.packet.InfoField;
import org.pleach.scion.packet.PathMeta;

/** Builds the data-plane path of one to three steps, hop fields in the order of travel. */
final class PathBuilder {

    private final List<PathInterface> interfaces = new ArrayList<>();
    private final List<List<Hop>> hops = new ArrayList<>();
    private final List<Edge> edges;
    private long expiryMillis = Long.MAX_VALUE;

    PathBuilder(List<Edge> edges) {
        this.edges = edges;
        edges.forEach(this::add);
    }

    CombinedPath build() {
        return new CombinedPath(interfaces, expiryMillis, raw());
    }

    private void add(Edge edge) {
        List<Hop> segmentHops = new ArrayList<>();
        List<PathInterface> segmentInterfaces = new ArrayList<>();
        List<AsEntry> entries = edge.segment().entries();
        for (int i = entries.size() - 1; i >= edge.shortcut(); i--) {
            AsEntry entry = entries.get(i);
            boolean end = i == edge.shortcut();
            boolean peering = end && edge.usesPeering();
            Hop hop = peering ? entry.peers().get(edge.peer() - 1).hop() : entry.hop();
            boolean ingressUnused = end && edge.shortcut() != 0 && !peering;
            if (hop.consEgress() != 0) {
                segmentInterfaces.add(new PathInterface(entry.isdAs(), hop.consEgress()));
            }
            if (hop.consIngress() != 0 && !ingressUnused) {
                segmentInterfaces.add(new PathInterface(entry.isdAs(), hop.consIngress()));
            }
            segmentHops.add(hop);
            expiryMillis = Math.min(expiryMillis,
                    HopField.expiryMillis(edge.segment().timestamp(), hop.expiryUnits()));
        }
        if (edge.inConstructionDirection()) {
            Collections.reverse(segmentHops);
            Collections.reverse(segmentInterfaces);
        }
        hops.add(segmentHops);
        interfaces.addAll(segmentInterfaces);
    }

    private int hopsOf(int segment) {
        return segment < hops.size() ? hops.get(segment).size() : 0;
    }

    private byte[] raw() {
        int meta = PathMeta.of(0, 0, hopsOf(0), hopsOf(1), hopsOf(2));
        byte[] bytes = new byte[PathMeta.pathLength(meta)];
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        buffer.setInt(0, meta);
        int at = PathMeta.LENGTH;
        for (Edge edge : edges) {
            int flags = (edge.inConstructionDirection() ? InfoField.CONSTRUCTION_DIRECTION : 0)
                    | (edge.usesPeering() ? InfoField.PEERING : 0);
            InfoField.set(buffer, at, flags, edge.startingSegmentId(), edge.segment().timestamp());
            at += InfoField.LENGTH;
        }
        for (List<Hop> segmentHops : hops) {
            for (Hop hop : segmentHops) {
                HopField.set(buffer, at, 0, hop.expiryUnits(), hop.consIngress(), hop.consEgress(), hop.mac());
                at += HopField.LENGTH;
            }
        }
        return bytes;
    }
}
