package org.pleach.clustering;

/**
 * The cluster's name. A configured one stands; one that was made up gives way to a peer's that was configured, or, if
 * both were made up, to the greater. (nats-server, server/route.go) Safe to use from any thread.
 */
final class ClusterName {

    private String value;
    private boolean dynamic;

    /** @param configured null for one that is made up from {@code serverId} */
    ClusterName(String configured, String serverId) {
        dynamic = configured == null;
        value = dynamic ? serverId.substring(Math.max(0, serverId.length() - 22)) : configured;
    }

    synchronized String value() {
        return value;
    }

    /** Whether it was made up. */
    synchronized boolean isDynamic() {
        return dynamic;
    }

    /** Whether a peer of that name belongs to this cluster, perhaps after {@link #adopt}. */
    synchronized boolean agreesWith(String other, boolean otherDynamic) {
        return value.equals(other) || givesWayTo(other, otherDynamic);
    }

    /** Takes the peer's name if this one gives way to it; returns whether it did. */
    synchronized boolean adopt(String other, boolean otherDynamic) {
        if (value.equals(other) || !givesWayTo(other, otherDynamic)) {
            return false;
        }
        value = other;
        dynamic = otherDynamic;
        return true;
    }

    private boolean givesWayTo(String other, boolean otherDynamic) {
        return dynamic && (!otherDynamic || value.compareTo(other) < 0);
    }
}
