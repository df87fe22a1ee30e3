package org.pleach.sandbox.segment;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.mac.HopMac;

/**
 * A path segment: the ASes from the core AS that began it to the last one, each with its hop fields. Immutable.
 *
 * @param timestamp when it was begun, seconds since 1970
 * @param segmentId the first value of SegID (beta 0), 16 bits
 * @param entries   in construction direction, at least two
 * @param hash      names it by the interfaces it takes, in hex: SHA-256 over ISD-AS (8 bytes), ingress and egress (2
 *                  bytes each) of each entry, as the reference computes it; paths of equal length are ordered by it
 */
public record Segment(long timestamp, int segmentId, List<AsEntry> entries, String hash) {

    /** Copies the list. */
    public Segment {
        entries = List.copyOf(entries);
    }

    static Segment of(long timestamp, int segmentId, List<AsEntry> entries) {
        return new Segment(timestamp, segmentId, entries, hashOf(entries));
    }

    /** The core AS that began it. */
    public IsdAs first() {
        return entries.get(0).isdAs();
    }

    /** The AS it ends in. */
    public IsdAs last() {
        return entries.get(entries.size() - 1).isdAs();
    }

    /** SegID as it stands before entry {@code index}; {@code index} may be one past the end. */
    int beta(int index) {
        int beta = segmentId;
        for (int i = 0; i < index; i++) {
            beta ^= HopMac.chain(entries.get(i).hop().mac());
        }
        return beta;
    }

    private static String hashOf(List<AsEntry> entries) {
        ByteBuffer bytes = ByteBuffer.allocate(12 * entries.size());
        for (AsEntry entry : entries) {
            bytes.putLong(entry.isdAs().value());
            bytes.putShort((short) entry.hop().consIngress()).putShort((short) entry.hop().consEgress());
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no SHA-256", e);
        }
    }
}
