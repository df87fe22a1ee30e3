package org.pleach.monitoring;

/** What the monitoring counts. */
public enum MonitoringCounter {
    /** Requests answered, whatever with. */
    REQUESTS,
    /** Requests refused because they were malformed, too long, or asked for something that is not there. */
    REQUESTS_REFUSED,
    /** Connections closed at once because {@code http_max_connections} was reached. */
    CONNECTIONS_REFUSED,
    /** Connections closed because a request did not come, or an answer was not taken, within {@code http_timeout}. */
    TIMEOUTS,
    /** Requests answered with status 500 because of an error nobody foresaw. */
    INTERNAL_ERRORS
}
