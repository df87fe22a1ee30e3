package org.pleach.path;

/**
 * What this host knows of a path by itself, which counts for more than what is announced.
 *
 * @param roundTripNanos smoothed round-trip time to the destination AS; {@link PathMetadata#UNKNOWN} if not measured yet
 * @param inUse          whether the path carries the traffic to the peer now
 */
public record PathMeasurements(long roundTripNanos, boolean inUse) {

    /** Nothing is known. */
    public static final PathMeasurements NONE = new PathMeasurements(PathMetadata.UNKNOWN, false);

    /** Whether there is a round-trip time. */
    public boolean hasRoundTrip() {
        return roundTripNanos != PathMetadata.UNKNOWN;
    }
}
