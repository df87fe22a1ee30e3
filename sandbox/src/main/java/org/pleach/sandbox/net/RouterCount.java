package org.pleach.sandbox.net;

/** What a border router counts, besides the reasons for which it drops packets. */
public enum RouterCount {
    /** Packets that came in, from hosts and from other ASes. */
    RECEIVED,
    /** Packets sent on to another AS. */
    FORWARDED,
    /** Packets delivered to a host or service of the AS. */
    DELIVERED,
    /** Packets answered with an SCMP message. */
    ANSWERED,
    /** Packets for a host that the inside socket could not take. */
    DROPPED_SOCKET,
    /** Packets for a host that is not on loopback, while the router is. */
    DROPPED_NOT_LOOPBACK
}
