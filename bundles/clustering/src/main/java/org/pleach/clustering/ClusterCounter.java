package org.pleach.clustering;

/** What happens to routes, by its reason. */
public enum ClusterCounter {
    /** Route connections made, dialled or accepted. */
    ROUTES_CREATED,
    /** Of these, those that became the route to a server. */
    ROUTES_REGISTERED,
    /** Route connections closed, whatever for. */
    ROUTES_CLOSED,
    /** Connections closed because there was a route to that server already. */
    DUPLICATE_ROUTES,
    /** Connections that led to this server itself. */
    ROUTES_TO_SELF,
    /** Attempts to connect that failed. */
    CONNECT_FAILURES,
    /** Times a route was lost and is dialled again. */
    RECONNECTS,
    /** Connections refused because the peer's cluster has another name. */
    CLUSTER_NAME_CONFLICTS,
    /** Connections refused because the peer has this server's name. */
    DUPLICATE_SERVER_NAMES,
    /** Connections refused for wrong or missing credentials. */
    AUTHORIZATION_VIOLATIONS,
    /** Connections closed because the peer did not say who it is in time. */
    HANDSHAKE_TIMEOUTS,
    /** Connections refused because they were no routes: clients, gateways, routes for one account. */
    WRONG_PORT,
    /** Connections closed because what they sent is not the protocol. */
    PROTOCOL_ERRORS,
    /** Connections closed because the peer sent -ERR. */
    PEER_ERRORS,
    /** Connections closed because too many PINGs went unanswered. */
    STALE_ROUTES,
    /** Connections closed because the peer took too little of what was sent. */
    SLOW_ROUTES,
    /** Times a route between Pleach servers lost its connection and waited for another one. */
    ROUTES_SUSPENDED,
    /** Times such a route went on where it had stopped. */
    ROUTES_RESUMED,
    /** Suspended routes that were given up. */
    ROUTES_GIVEN_UP,
    /** Connections refused that were to go on with a route: unknown, old or not proven. */
    RESUMPTIONS_REFUSED,
    /** Bytes sent again because a route's connection was lost. */
    RESENT_BYTES,
    /** Bytes of routes given up that the peer had not acknowledged; some of them may have arrived. */
    UNACKNOWLEDGED_BYTES,
    /** Interest of peers that is no valid subject, ignored. */
    INVALID_INTEREST,
    /** Tellings of a new server sent to other servers. */
    GOSSIP_SENT,
    /** Tellings of a new server received. */
    GOSSIP_RECEIVED,
    /** Connections ended by an error nobody foresaw. */
    INTERNAL_ERRORS
}
