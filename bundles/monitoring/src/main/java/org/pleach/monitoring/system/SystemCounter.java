package org.pleach.monitoring.system;

/** What the system account's service counts. */
public enum SystemCounter {
    /** Requests answered, whatever with. */
    REQUESTS,
    /** Requests answered with an error because they were malformed, too long, or asked for something that is not there. */
    REQUESTS_REFUSED,
    /** Requests left without an answer because too many were waiting. */
    REQUESTS_DROPPED,
    /** Events told. */
    EVENTS,
    /** Events not told because too many were waiting. */
    EVENTS_DROPPED,
    /** Requests and events that came to nothing because of an error nobody foresaw. */
    INTERNAL_ERRORS
}
