package org.pleach.broker.claims;

import java.util.Map;

/** Tokens that count no more: those about a subject, or about all ({@code *}), that were issued up to a time in seconds. */
public final class Revocations {

    private static final String ALL = "*";

    private Revocations() { }

    /** Whether {@code revoked} has what {@code head} stands at the top of. */
    public static boolean cover(Map<String, Long> revoked, Head head) {
        return until(revoked, head.subject()) >= head.issuedAt() || until(revoked, ALL) >= head.issuedAt();
    }

    private static long until(Map<String, Long> revoked, String subject) {
        return revoked.getOrDefault(subject, Long.MIN_VALUE);
    }
}
