package org.pleach.clustering;

/** Why a route connection ended, in nats-server's words. */
enum CloseReason {
    /** The peer closed. */
    CLIENT_CLOSED("Client Closed", null),
    AUTHENTICATION_TIMEOUT("Authentication Timeout", ClusterCounter.HANDSHAKE_TIMEOUTS),
    AUTHENTICATION_FAILURE("Authentication Failure", ClusterCounter.AUTHORIZATION_VIOLATIONS),
    SLOW_CONSUMER_PENDING_BYTES("Slow Consumer (Pending Bytes)", ClusterCounter.SLOW_ROUTES),
    SLOW_CONSUMER_WRITE_DEADLINE("Slow Consumer (Write Deadline)", ClusterCounter.SLOW_ROUTES),
    READ_ERROR("Read Error", null),
    PARSE_ERROR("Parse Error", ClusterCounter.PEER_ERRORS),
    STALE_CONNECTION("Stale Connection", ClusterCounter.STALE_ROUTES),
    PROTOCOL_VIOLATION("Protocol Violation", ClusterCounter.PROTOCOL_ERRORS),
    WRONG_PORT("Incorrect Port", ClusterCounter.WRONG_PORT),
    WRONG_GATEWAY("Wrong Gateway", ClusterCounter.WRONG_PORT),
    DUPLICATE_ROUTE("Duplicate Route", ClusterCounter.DUPLICATE_ROUTES),
    ROUTE_TO_SELF("Duplicate Route", ClusterCounter.ROUTES_TO_SELF),
    DUPLICATE_SERVER_NAME("Duplicate Server Name", ClusterCounter.DUPLICATE_SERVER_NAMES),
    CLUSTER_NAME_CONFLICT("Cluster Name Conflict", ClusterCounter.CLUSTER_NAME_CONFLICTS),
    /** A suspended route that nobody went on with in time. */
    NOT_RESUMED("Route Not Resumed", null),
    ROUTE_REMOVED("Route Removed", null),
    SERVER_SHUTDOWN("Server Shutdown", null),
    INTERNAL_ERROR("Internal Error", ClusterCounter.INTERNAL_ERRORS);

    private final String text;
    private final ClusterCounter counter;

    CloseReason(String text, ClusterCounter counter) {
        this.text = text;
        this.counter = counter;
    }

    /** What else counts it, or null. */
    ClusterCounter counter() {
        return counter;
    }

    @Override
    public String toString() {
        return text;
    }
}
