package org.pleach.scion.path;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.pleach.scion.packet.HopField;
import org.pleach.scion.packet.InfoField;
import org.pleach.scion.packet.PathView;

/**
 * The interfaces a data-plane path crosses, by number and in the direction of travel, as its hop fields name them. From a
 * given AS on, the numbers alone determine the links, so within the paths to one peer they name the path.
 */
public final class Links {

    private final int[] ids;

    private Links(int[] ids) {
        this.ids = ids;
    }

    /** The links of a path, in the direction in which it is written. */
    public static Links of(PathView path) {
        ByteBuf buffer = path.buffer();
        int[] ids = new int[2 * path.hopCount()];
        int count = 0;
        int hop = 0;
        for (int segment = 0; segment < path.infoCount(); segment++) {
            int flags = InfoField.flags(buffer, path.infoIndex(segment));
            boolean forward = (flags & InfoField.CONSTRUCTION_DIRECTION) != 0;
            // At a switch of segments the AS has two hop fields; what they say about the side of the switch is not
            // travelled, unless the switch is a peering link.
            boolean peering = (flags & InfoField.PEERING) != 0;
            int last = hop + path.segmentLength(segment) - 1;
            for (int first = hop; hop <= last; hop++) {
                int field = path.hopIndex(hop);
                int ingress = forward ? HopField.consIngress(buffer, field) : HopField.consEgress(buffer, field);
                int egress = forward ? HopField.consEgress(buffer, field) : HopField.consIngress(buffer, field);
                if (hop != first || peering && segment > 0) {
                    ids[count++] = ingress;
                }
                if (hop != last || peering && segment + 1 < path.infoCount()) {
                    ids[count++] = egress;
                }
            }
        }
        return new Links(Arrays.copyOf(ids, count));
    }

    /** The same links travelled the other way. */
    public Links reversed() {
        int[] reversed = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            reversed[i] = ids[ids.length - 1 - i];
        }
        return new Links(reversed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Links links && Arrays.equals(ids, links.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    /** The numbers joined by blanks: {@code 1 1 2 1}, as scion-apps' pan writes them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(text.length() == 0 ? "" : " ").append(id);
        }
        return text.toString();
    }
}
