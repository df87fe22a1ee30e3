package org.pleach.path.scheduler;

import org.pleach.path.Path;

/**
 * A path to one peer and how it fares. The object stays the same for as long as the path is known, over look-ups too.
 * On its event loop only.
 */
public interface PeerPath {

    /** Returned where something has not happened yet. */
    long NOT_YET = Long.MIN_VALUE;

    /** What is known about the path. */
    Path path();

    /** Whether it may be used at all. Data can also come over a path that policies forbid. */
    boolean isAllowed();

    /** Whether it is thought to work. */
    boolean isTrusted();

    /** Whether traffic may move to it without need: it is trusted and, if it failed before, was good for a while. */
    boolean isSettled(long now);

    /** Whether its last router ever answered a probe. If not, lost probes mean nothing. */
    boolean answersProbes();

    /** The round trip to count on, nanoseconds: measured, else announced, else a guess. */
    long roundTripNanos();

    /** After so many nanoseconds an answer is late. Delayed acknowledgements and the configured margin are included. */
    long lateNanos();

    /** When something last came over it, or {@link #NOT_YET}. */
    long lastReceived();
}
