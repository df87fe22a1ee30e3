package org.pleach.broker;

import java.util.List;

/**
 * What is configured of an account besides its users: a block in {@code accounts}, or the root's {@code mappings} for
 * {@code $G}.
 *
 * @param mappings what subjects become when a client publishes; the first whose source matches counts
 * @param limits   bounds of the account
 */
public record AccountOptions(String name, List<Mapping> mappings, Limits limits) {

    /** An account of which nothing is configured. */
    public static AccountOptions nothing(String name) {
        return new AccountOptions(name, List.of(), Limits.NONE);
    }

    /**
     * Bounds of an account; below 0 for none.
     *
     * @param connections   client connections at a time
     * @param subscriptions of one connection
     * @param payload       bytes of headers and payload in a message
     * @param leafnodes     leafnode connections at a time
     */
    public record Limits(int connections, int subscriptions, int payload, int leafnodes) {
        /** No bounds. */
        public static final Limits NONE = new Limits(-1, -1, -1, -1);
    }

    /**
     * A subject and what it becomes.
     *
     * @param to at least one
     */
    public record Mapping(String source, List<Destination> to) { }

    /**
     * Where a share of the messages goes.
     *
     * @param subject as {@link org.pleach.routing.SubjectTransform} reads it
     * @param weight  per cent
     * @param cluster the cluster on whose servers it counts, or null for the others
     */
    public record Destination(String subject, int weight, String cluster) { }
}
