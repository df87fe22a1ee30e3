package org.pleach.sandbox;

import java.net.InetSocketAddress;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata.GeoPosition;
import org.pleach.path.PathMetadata.LinkType;

/**
 * One link of a {@link Topology}. Immutable.
 *
 * @param name      how faults and counters call it; unique
 * @param kind      what it is between the two ASes
 * @param a         one end; the parent of a {@link Kind#PARENT_CHILD} link
 * @param b         the other end; the child
 * @param announced what the ASes say about it
 * @param emulated  what it does to packets, in both directions
 */
public record LinkSpec(String name, Kind kind, End a, End b, Announced announced, LinkConditions emulated) {

    /** What a link is between two ASes. */
    public enum Kind { CORE, PARENT_CHILD, PEERING }

    /**
     * One end of a link.
     *
     * @param isdAs       the AS
     * @param interfaceId its interface, 1 to 65535
     * @param address     the underlay address of the router at this end; port 0 for any free one
     * @param geo         where it is; {@link GeoPosition#UNKNOWN} if not announced
     */
    public record End(IsdAs isdAs, int interfaceId, InetSocketAddress address, GeoPosition geo) {

        /** The end as paths name it. */
        public PathInterface pathInterface() {
            return new PathInterface(isdAs, interfaceId);
        }

        End withInterfaceId(int newId) {
            return new End(isdAs, newId, address, geo);
        }

        End withAddress(InetSocketAddress newAddress) {
            return new End(isdAs, interfaceId, newAddress, geo);
        }

        @Override
        public String toString() {
            return isdAs + "#" + interfaceId;
        }
    }

    /**
     * What the ASes announce about a link.
     *
     * @param mtu            the greatest SCION packet, header included, in bytes
     * @param latencyNanos   one way, in nanoseconds; negative if not announced
     * @param bandwidthKbits kbit/s; 0 if not announced
     * @param type           how it is built
     */
    public record Announced(int mtu, long latencyNanos, long bandwidthKbits, LinkType type) { }

    /**
     * The end in an AS.
     *
     * @throws IllegalArgumentException if the link does not touch the AS; the message names both ends
     */
    public End endIn(IsdAs isdAs) {
        if (a.isdAs().equals(isdAs)) {
            return a;
        }
        if (b.isdAs().equals(isdAs)) {
            return b;
        }
        throw new IllegalArgumentException("link " + name + " joins " + a + " and " + b + ", not " + isdAs);
    }

    /** The end across from {@code end}. */
    public End across(End end) {
        return end.equals(a) ? b : a;
    }
}
