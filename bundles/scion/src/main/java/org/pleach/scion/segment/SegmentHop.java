package org.pleach.scion.segment;

/**
 * What makes a hop field, in the direction of construction.
 *
 * @param ingress     interface, 16 bits; 0 where the segment begins
 * @param egress      interface, 16 bits; 0 where the segment ends
 * @param expiryUnits ExpTime, 0 to 255
 * @param mac         the lower 48 bits
 */
public record SegmentHop(int ingress, int egress, int expiryUnits, long mac) {

    /** The MAC's first two bytes, which chain the segment's MACs. */
    int macChain() {
        return (int) (mac >>> 32);
    }
}
