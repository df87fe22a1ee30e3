package org.pleach.scion.segment;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.path.PathMetadata.GeoPosition;
import org.pleach.path.PathMetadata.LinkType;

/**
 * A segment as a control service gives it, always in the direction of construction: the core AS that began it comes first.
 * Signatures are not kept.
 *
 * @param timestamp when it was begun, seconds since 1970, 32 bits
 * @param segmentId what the chain of MACs begins with, 16 bits
 * @param entries   one an AS, at least two
 */
public record PathSegment(long timestamp, int segmentId, List<AsEntry> entries) {

    private static final int BYTES_PER_ENTRY = 12;

    /** Copies the list. */
    public PathSegment {
        entries = List.copyOf(entries);
    }

    /**
     * @param isdAs      the AS
     * @param hop        its way through
     * @param ingressMtu of the link on which the segment comes in, bytes; 0 if there is none
     * @param peers      its peering links
     * @param mtu        inside the AS, bytes
     * @param info       what it announces
     */
    public record AsEntry(IsdAs isdAs, SegmentHop hop, int ingressMtu, List<PeerEntry> peers, int mtu, StaticInfo info) {
        /** Copies the list. */
        public AsEntry {
            peers = List.copyOf(peers);
        }
    }

    /**
     * @param peer          the AS at the other end
     * @param peerInterface its interface there
     * @param mtu           of the link, bytes
     * @param hop           the way in over the link
     */
    public record PeerEntry(IsdAs peer, long peerInterface, int mtu, SegmentHop hop) { }

    /**
     * What an AS announces, by its interfaces. "Intra" is between the egress and that interface, "inter" is the link there.
     *
     * @param latencyIntra   nanoseconds
     * @param latencyInter   nanoseconds
     * @param bandwidthIntra kbit/s
     * @param bandwidthInter kbit/s
     * @param geo            where the interface is
     * @param links          what the link is like
     * @param internalHops   routers between the egress and the interface
     * @param note           free text
     */
    public record StaticInfo(Map<Long, Long> latencyIntra, Map<Long, Long> latencyInter, Map<Long, Long> bandwidthIntra,
            Map<Long, Long> bandwidthInter, Map<Long, GeoPosition> geo, Map<Long, LinkType> links,
            Map<Long, Long> internalHops, String note) {
        /** Nothing. */
        public static final StaticInfo NONE =
                new StaticInfo(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), "");
    }

    /** The last AS. */
    AsEntry last() {
        return entries.get(entries.size() - 1);
    }

    /** Names the segment by the links it takes, as the reference does: SHA-256 of AS, ingress and egress of each entry. */
    byte[] id() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_PER_ENTRY * entries.size());
        entries.forEach(entry -> bytes.putLong(entry.isdAs().value())
                .putShort((short) entry.hop().ingress()).putShort((short) entry.hop().egress()));
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
