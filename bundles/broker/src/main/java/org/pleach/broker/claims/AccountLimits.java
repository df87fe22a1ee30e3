package org.pleach.broker.claims;

/**
 * How much an account may have; below 0: no bound.
 *
 * @param connections       client connections at a time
 * @param leafnodes         leafnode connections at a time
 * @param subscriptions     of one connection
 * @param payload           bytes of headers and payload in a message
 * @param imports           of the account
 * @param exports           of the account
 * @param wildcardExports   whether exports may have wildcards; counts if {@code exports} is bounded
 * @param disallowBearer    whether its users must sign
 */
public record AccountLimits(int connections, int leafnodes, int subscriptions, int payload, int imports, int exports,
                            boolean wildcardExports, boolean disallowBearer) {

    static AccountLimits of(Fields limits) throws ClaimsException {
        return new AccountLimits(limits.bounded("conn", 0), limits.bounded("leaf", 0), limits.bounded("subs", 0),
                limits.bounded("payload", 0), limits.bounded("imports", 0), limits.bounded("exports", 0),
                limits.flag("wildcards"), limits.flag("disallow_bearer"));
    }
}
