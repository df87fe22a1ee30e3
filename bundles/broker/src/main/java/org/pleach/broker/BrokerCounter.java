package org.pleach.broker;

/** What the broker counts besides messages: everything refused, dropped or retried, by its reason. */
public enum BrokerCounter {
    /** Client connections accepted. */
    CLIENTS_ACCEPTED,
    /** Client connections closed, whatever for. */
    CLIENTS_CLOSED,
    /** Connections refused because {@code max_connections} was reached. */
    MAXIMUM_CONNECTIONS_REFUSED,
    /** Client connections closed because no TLS handshake was made with them. */
    TLS_HANDSHAKE_FAILURES,
    /** CONNECTs refused for wrong or missing credentials. */
    AUTHORIZATION_VIOLATIONS,
    /** Messages refused because their connection may not publish to their subject. */
    PUBLISH_VIOLATIONS,
    /** Subscriptions refused because their connection may not subscribe to their subject. */
    SUBSCRIBE_VIOLATIONS,
    /** Connections closed because no CONNECT came within {@code authorization.timeout}. */
    AUTHENTICATION_TIMEOUTS,
    /** Connections closed because the time of their user or account was over. */
    AUTHENTICATIONS_EXPIRED,
    /** Subscriptions refused because {@code max_subscriptions} was reached. */
    MAXIMUM_SUBSCRIPTIONS_REFUSED,
    /** Messages refused because they were longer than {@code max_payload}. */
    MAXIMUM_PAYLOAD_REFUSED,
    /** Lines refused because they were longer than {@code max_control_line}. */
    MAXIMUM_CONTROL_LINE_REFUSED,
    /** Connections closed because what they sent is not the protocol. */
    PROTOCOL_ERRORS,
    /** Subscriptions refused because of their subject. */
    INVALID_SUBSCRIBE_SUBJECTS,
    /** Messages whose subject is not valid for publishing: refused with {@code pedantic}, else delivered to nobody. */
    INVALID_PUBLISH_SUBJECTS,
    /** Connections closed because too many PINGs went unanswered. */
    STALE_CONNECTIONS,
    /** Connections closed because more than {@code max_pending} bytes waited for them. */
    SLOW_CONSUMERS_MAX_PENDING,
    /** Connections closed because they took nothing for {@code write_deadline}. */
    SLOW_CONSUMERS_WRITE_DEADLINE,
    /** Bytes thrown away because their connection was closed with them waiting. */
    DROPPED_BYTES,
    /** Times a producer was paused because a receiver was far behind. */
    PRODUCER_STALLS,
    /** Requests answered with status 503 because nobody wanted them. */
    NO_RESPONDERS,
    /** Attempts to open a port that failed. */
    LISTEN_FAILURES,
    /** Connections ended by an error nobody foresaw. */
    INTERNAL_ERRORS
}
