package org.pleach.broker;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is configured of an account besides its users: a block in {@code accounts}, or the root's {@code mappings} for
 * {@code $G}.
 *
 * @param mappings what subjects become when a client publishes; the first whose source matches counts
 * @param limits   bounds of the account
 * @param exports  what other accounts may import
 * @param imports  what it has from other accounts
 */
public record AccountOptions(String name, List<Mapping> mappings, Limits limits, List<Export> exports,
                             List<Import> imports) {

    /** An account of which nothing is configured. */
    public static AccountOptions nothing(String name) {
        return new AccountOptions(name, List.of(), Limits.NONE, List.of(), List.of());
    }

    /** How many messages answer a request to a service: one, or as many as come up to an empty one. */
    public enum Responses { SINGLETON, STREAMED, CHUNKED }

    /**
     * Subjects of an account that others may import.
     *
     * @param service   whether they send requests to them; else they get what is published
     * @param accounts  those that may; null for all
     * @param responses what answers a request
     * @param threshold how long answers may take
     */
    public record Export(boolean service, String subject, Set<String> accounts, Responses responses, Duration threshold) { }

    /**
     * Subjects of another account.
     *
     * @param service whether requests go there; else what is published there comes here
     * @param account the other account
     * @param subject there
     * @param to      here; may have {@code $1} for what the first wildcard of {@code subject} matches
     */
    public record Import(boolean service, String account, String subject, String to) { }

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
