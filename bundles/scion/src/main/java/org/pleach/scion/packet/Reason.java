package org.pleach.scion.packet;

/**
 * Why bytes are not a packet that can be used. Views answer one of these and keep the offset of the trouble; nothing is
 * thrown and nothing allocated on the way of a packet.
 */
public enum Reason {
    /** Nothing is wrong. */
    OK("no error"),
    /** Fewer bytes than the common header has. */
    TRUNCATED_COMMON_HEADER("the packet ends inside the common header: expected at least 12 bytes"),
    /** The version is not 0. */
    UNSUPPORTED_VERSION("unsupported version: expected 0"),
    /** HdrLen is less than common and address header need. */
    HEADER_LENGTH_TOO_SMALL("HdrLen is too small for the common and the address header"),
    /** Fewer bytes than HdrLen says. */
    TRUNCATED_HEADER("the packet ends before the end of the header that HdrLen announces"),
    /** The path type is none of 0 to 3. */
    UNKNOWN_PATH_TYPE("unknown path type: expected 0 (empty), 1 (SCION), 2 (one-hop) or 3 (EPIC)"),
    /** The path has another length than its type and meta header say. */
    PATH_LENGTH_MISMATCH("the path's length differs from what HdrLen leaves for it"),
    /** Fewer bytes than the path's meta header announces. */
    TRUNCATED_PATH("the path ends before its last hop field"),
    /** SegLen of a segment is 0 while that of a later one is not. */
    SEGMENT_GAP("an empty segment stands before one that is not empty"),
    /** A SCION path without any segment. */
    NO_SEGMENT("a SCION path needs at least one segment"),
    /** More than 64 hop fields. */
    TOO_MANY_HOPS("too many hop fields: expected at most 64"),
    /** CurrHF is not one of the hop fields. */
    CURRENT_HOP_OUT_OF_RANGE("CurrHF is beyond the last hop field"),
    /** CurrINF is not the segment that CurrHF lies in. */
    CURRENT_INFO_MISMATCH("CurrINF is not the segment of CurrHF"),
    /** One hop field in a segment that is not a peering one. */
    SINGLE_HOP_SEGMENT("a segment of one hop field needs the peering flag"),
    /** The peering flag on a path that has not exactly two segments. */
    PEERING_SHAPE("a peering path has exactly two segments"),
    /** There is no hop field after the current one. */
    PATH_AT_END("the path is at its last hop field"),
    /** A one-hop path whose second hop field the neighbour's router has not filled in. */
    INCOMPLETE_ONE_HOP_PATH("the second hop field of the one-hop path is not filled in"),
    /** PayloadLen differs from the bytes there are. */
    PAYLOAD_LENGTH_MISMATCH("PayloadLen differs from the number of bytes after the header"),
    /** The packet ends inside an extension header. */
    TRUNCATED_EXTENSION("the packet ends inside an extension header"),
    /** An extension header twice, or hop-by-hop after end-to-end. */
    EXTENSION_ORDER("expected at most one hop-by-hop and then at most one end-to-end extension header"),
    /** An option reaches beyond its extension header. */
    TRUNCATED_OPTION("an option reaches beyond its extension header"),
    /** Fewer bytes than the UDP header has. */
    TRUNCATED_UDP("the packet ends inside the UDP header: expected at least 8 bytes"),
    /** The UDP length differs from the bytes there are. */
    UDP_LENGTH_MISMATCH("the UDP length differs from the number of bytes there are"),
    /** Fewer bytes than the SCMP message's type needs. */
    TRUNCATED_SCMP("the packet ends inside the SCMP message's header"),
    /** The checksum of UDP or SCMP is wrong. */
    BAD_CHECKSUM("wrong checksum");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** Whether nothing is wrong. */
    public boolean isOk() {
        return this == OK;
    }

    /** What was expected and what came, in words. */
    public String text() {
        return text;
    }
}
