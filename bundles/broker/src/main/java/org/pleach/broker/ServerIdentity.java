package org.pleach.broker;

/**
 * Who this server is, as INFO, logs and monitoring tell it.
 *
 * @param id          56 characters from {@code A-Z2-7}, beginning with {@code N}; new at every start
 * @param name        {@code server_name}, or the id if none is configured
 * @param version     the product's version
 * @param startMillis when it started, milliseconds since 1970 (UTC)
 */
public record ServerIdentity(String id, String name, String version, long startMillis) { }
