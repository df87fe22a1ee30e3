package org.pleach.path;

import java.time.Instant;
import java.util.List;

/**
 * Tells which paths there are to which peers and how they fare, for monitoring, shell and tests. An OSGi service. Any
 * thread; a snapshot may be a moment old.
 */
public interface PathReporter {

    /** Every peer that has paths now. */
    List<PeerPaths> peers();

    /**
     * @param local            the local SCION address, {@code ISD-AS,host:port}
     * @param remote           the peer's SCION address
     * @param mode             the name of the scheduler at work: {@code failover}, {@code redundant}, ...
     * @param paths            every candidate, in the order of preference
     * @param switches         how often the active path, or the second one, changed
     * @param lastSwitchReason why it last changed, or the empty string
     */
    record PeerPaths(String local, String remote, String mode, List<PathStatus> paths, long switches,
            String lastSwitchReason) {
        /** Copies the list. */
        public PeerPaths {
            paths = List.copyOf(paths);
        }
    }

    /**
     * @param path            the path
     * @param state           what it is used for now
     * @param roundTripNanos  smoothed, measured; {@link PathMetadata#UNKNOWN} before the first measurement
     * @param packetsSent     SCION packets sent over it
     * @param bytesSent       their payload bytes
     * @param packetsReceived SCION packets received over it
     * @param bytesReceived   their payload bytes
     * @param lastReceived    when one was last received, or null if never
     */
    record PathStatus(Path path, State state, long roundTripNanos, long packetsSent, long bytesSent,
            long packetsReceived, long bytesReceived, Instant lastReceived) { }

    /** What a path is used for. */
    enum State {
        /** Carries the traffic. */
        ACTIVE,
        /** Carries everything along with the active one. */
        SECOND,
        /** Could carry it. */
        STANDBY,
        /** Was silent or reported down; probed until it answers. */
        DISTRUSTED,
        /** Not a candidate: too small an MTU, or a policy leaves it out. */
        EXCLUDED
    }
}
