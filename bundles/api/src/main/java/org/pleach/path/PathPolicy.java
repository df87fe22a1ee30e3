package org.pleach.path;

import java.util.List;

/**
 * Orders and filters the paths to a peer.
 *
 * <p>Register an implementation as an OSGi service with the property {@link #NAME}, for instance
 * {@code policy.name=latency}; {@code path_preference = "bandwidth,latency"} in the configuration then names it. A
 * policy that appears, goes or is replaced re-ranks the paths of live connections at once; no connection closes.
 *
 * <p><b>Guarantees.</b> {@code apply} is called with at least one path, all to the same destination, off the hot path,
 * from one thread at a time per peer but from several threads for several peers: keep no state. A policy that throws is
 * logged, counted and skipped, or, if it {@link #filters}, lets pass what it let pass before.
 *
 * <p><b>Chains.</b> The list {@code a,b} applies {@code b} first and {@code a} last, so that with stable sorts the first
 * name decides and the later ones break its ties (as in scion-apps' pan).
 */
public interface PathPolicy {

    /** The service property that holds the policy's name. */
    String NAME = "policy.name";

    /**
     * Returns the paths to use, best first. Sorting must be stable. Leaving a path out forbids it; returning none
     * means that no path is acceptable, and the peer then counts as unreachable.
     *
     * @param paths immutable, in the order of the policy before this one
     * @return a subset of {@code paths} in the order wanted; the list given may be returned as it is
     */
    <P extends Path> List<P> apply(List<P> paths);

    /**
     * Whether this policy is there to keep paths from being used, and not just to order them. Then it fails closed: while it
     * is named but missing, as when its bundle is updated, or throws, only those paths are used that it let pass before.
     * Without policies that only order the others go on. Always the same answer; any thread.
     */
    default boolean filters() {
        return false;
    }
}
