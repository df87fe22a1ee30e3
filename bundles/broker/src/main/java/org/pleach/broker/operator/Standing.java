package org.pleach.broker.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.pleach.auth.Authenticator.Identity;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;
import org.pleach.broker.claims.Revocations;
import org.pleach.broker.claims.UserClaims;

/**
 * How a user who is connected stands after its account's claims have changed.
 *
 * @param verdict  whether it may stay
 * @param identity who it is from now on, its time aside; null if it may not stay
 */
public record Standing(Verdict verdict, Identity identity) {

    /** Whether a user may stay. */
    public enum Verdict {
        /** It may. */
        GOOD,
        /** It counts no more. */
        REVOKED,
        /** It has to sign, and did not. */
        MUST_SIGN,
        /** The key that signed it is gone or has another scope. */
        SIGNED_BY_OTHERS
    }

    /**
     * Looks at a token that was let in before.
     *
     * @param token the user's
     */
    public static Standing of(String token, AccountClaims before, AccountClaims now) {
        try {
            UserClaims user = UserClaims.readAgain(token);
            if (Revocations.cover(now.revocations(), user.head())) {
                return new Standing(Verdict.REVOKED, null);
            }
            if (!Objects.equals(before.scopes().get(user.head().issuer()), now.scopes().get(user.head().issuer()))) {
                return new Standing(Verdict.SIGNED_BY_OTHERS, null);
            }
            UserClaims scoped = UserCheck.scoped(user, now, false);
            return scoped.limits().bearer() && now.limits().disallowBearer() ? new Standing(Verdict.MUST_SIGN, null)
                    : new Standing(Verdict.GOOD, UserCheck.identity(scoped, now, Duration.ZERO, Instant.EPOCH));
        } catch (ClaimsException e) {
            return new Standing(Verdict.SIGNED_BY_OTHERS, null);
        }
    }
}
