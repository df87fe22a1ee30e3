package org.pleach.sandbox.router;

/** Why a border router drops a packet without an answer. */
public enum DropReason {
    /** Not a SCION packet: its header or its extension headers are cut off or contradict each other. */
    MALFORMED,
    /** BFD between routers, which the sandbox does not speak. */
    BFD,
    /** A path type other than SCION and one-hop. */
    UNSUPPORTED_PATH,
    /** The path's segments or its position make no sense. */
    MALFORMED_PATH,
    /** From inside the AS, but at a hop field that is not the first, as if another router had sent it. */
    TRANSIT_FROM_INSIDE,
    /** A one-hop path that does not lead to, or come from, this AS's neighbour. */
    ONE_HOP_MISMATCH,
    /** A one-hop path with a wrong MAC. */
    ONE_HOP_MAC,
    /** For a host of this AS, but without a port to deliver it to. */
    NO_PORT,
    /** An error would have to be reported about an SCMP error. */
    ERROR_ABOUT_ERROR,
    /** The router alert is set on something else than a traceroute request. */
    ALERT_WITHOUT_TRACEROUTE,
    /** An error would have to be reported, but the path has no way back. */
    NO_WAY_BACK
}
