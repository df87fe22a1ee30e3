package org.pleach.sandbox.link;

/** What one direction of a link counts. */
public enum LinkCount {
    /** Packets given to the link. */
    PACKETS_IN,
    /** Bytes given to the link: SCION packets, without the underlay's headers. */
    IN_BYTES,
    /** Packets that came out at the other end. */
    PACKETS_OUT,
    /** Bytes that came out at the other end. */
    OUT_BYTES,
    /** Packets that met a cut link, on it or before it. */
    DROPPED_CUT,
    /** Packets lost by the link's chance of loss. */
    DROPPED_LOSS,
    /** Packets greater than the link's MTU. */
    DROPPED_MTU,
    /** Packets that would have waited too long for a link of limited rate, or found too many on the link. */
    DROPPED_QUEUE,
    /** Packets that the sending socket could not take. */
    DROPPED_SOCKET,
    /** Packets that came out twice. */
    DUPLICATED,
    /** Packets that were held back so that later ones overtook them. */
    REORDERED
}
