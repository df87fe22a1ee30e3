package org.pleach.auth;

import java.time.Duration;
import java.util.List;

/**
 * What a connection may publish to and subscribe to, as nats-server's {@code permissions} block means it. Patterns are
 * subjects with wildcards. What is denied is denied even if it is allowed too. Immutable.
 *
 * @param publishAllow   subjects it may publish to; null for all, empty for none
 * @param publishDeny    subjects it may not publish to
 * @param subscribeAllow subjects it may subscribe to, each perhaps with a blank and a queue group (which may be a pattern too)
 *                       behind it; null or empty for all
 * @param subscribeDeny  and those it may not; a wider wildcard subscription is let through and filtered at delivery
 * @param responses      lets it answer requests that were delivered to it, wherever the reply goes; null if it may not
 */
public record Permissions(List<String> publishAllow, List<String> publishDeny, List<String> subscribeAllow,
                          List<String> subscribeDeny, Responses responses) {

    /** Everything is allowed. */
    public static final Permissions ALL = new Permissions(null, List.of(), null, List.of(), null);

    /** Copies the lists. Whoever may answer requests may publish nothing else unless it is listed. */
    public Permissions {
        publishAllow = publishAllow != null ? List.copyOf(publishAllow) : responses != null ? List.of() : null;
        publishDeny = publishDeny == null ? List.of() : List.copyOf(publishDeny);
        subscribeAllow = subscribeAllow == null || subscribeAllow.isEmpty() ? null : List.copyOf(subscribeAllow);
        subscribeDeny = subscribeDeny == null ? List.of() : List.copyOf(subscribeDeny);
    }

    /**
     * How requests may be answered.
     *
     * @param maxMessages answers per request; below 0 for any number
     * @param expires     time after the request in which they may come; zero or negative for ever
     */
    public record Responses(int maxMessages, Duration expires) {
        /** nats-server's default: one answer in two minutes. */
        public static final Responses DEFAULT = new Responses(1, Duration.ofMinutes(2));
    }
}
