package org.pleach.broker.claims;

import java.util.List;
import org.pleach.auth.PublicNkey;

/**
 * What an account says of a user.
 *
 * @param issuerAccount the account if one of its signing keys signed, or empty
 * @param limits        what it may do
 * @param bare          whether the claims say nothing of that, as they must if a scoped key signed
 */
public record UserClaims(Head head, String issuerAccount, UserLimits limits, boolean bare) {

    private static final List<String> OF_LIMITS = List.of("subs", "data", "payload", "src", "times", "times_location", "pub",
            "sub", "resp", "bearer_token", "proxy_required", "allowed_connection_types");

    /**
     * Reads a token.
     *
     * @throws ClaimsException if it is none, or not signed by whom it says
     */
    public static UserClaims read(String text) throws ClaimsException {
        return of(Token.read(text, "user"));
    }

    /** Reads a token that was {@link #read} before: its signature is not looked at again. */
    public static UserClaims readAgain(String text) throws ClaimsException {
        return of(Token.readAgain(text, "user"));
    }

    private static UserClaims of(Token token) throws ClaimsException {
        Fields nats = token.nats();
        UserClaims claims = new UserClaims(Head.of(token), nats.text("issuer_account"), UserLimits.of(nats, 0), isBare(nats));
        Head.checkKeys(List.of(claims.head.subject()), PublicNkey::ofUser, "a user");
        if (!claims.issuerAccount.isEmpty()) {
            Head.checkKeys(List.of(claims.issuerAccount), PublicNkey::ofAccount, "an account");
        }
        return claims;
    }

    private static boolean isBare(Fields nats) throws ClaimsException {
        for (String name : OF_LIMITS) {
            boolean empty = switch (name) {
                case "subs", "data", "payload" -> nats.number(name) == 0;
                case "pub", "sub" -> nats.object(name).list("allow").isEmpty() && nats.object(name).list("deny").isEmpty();
                case "bearer_token", "proxy_required" -> !nats.flag(name);
                case "times_location" -> nats.text(name).isEmpty();
                default -> !nats.has(name);
            };
            if (!empty) {
                return false;
            }
        }
        return true;
    }

    /** The account it belongs to. */
    public String account() {
        return issuerAccount.isEmpty() ? head.issuer() : issuerAccount;
    }

    /** With limits from elsewhere. */
    public UserClaims with(UserLimits other) {
        return new UserClaims(head, issuerAccount, other, bare);
    }
}
