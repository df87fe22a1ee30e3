package org.pleach.broker;

/**
 * A client connection that is no more.
 *
 * @param last       how it was at its end
 * @param stopMillis when that was, milliseconds since 1970 (UTC)
 * @param reason     why, in nats-server's words
 */
public record ClosedConnection(ConnectionSnapshot last, long stopMillis, String reason) { }
