package org.pleach.broker;

/**
 * What there is to say about a client's subscription at a moment.
 *
 * @param connection {@code cid} of the client
 * @param account    its account
 * @param subject    the subject, with wildcards
 * @param queue      the queue group, or null
 * @param sid        the client's number for it
 * @param delivered  messages it got
 * @param limit      after how many it ends, 0 for never
 */
public record SubscriptionSnapshot(long connection, String account, String subject, String queue, String sid,
        long delivered, long limit) { }
