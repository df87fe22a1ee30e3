package org.pleach.broker.operator;

import java.util.concurrent.CompletionException;
import org.pleach.broker.OperatorOptions;
import org.pleach.broker.claims.AccountClaims;
import org.pleach.broker.claims.ClaimsException;

/** Whether a token is one of an account, and signed by somebody who is trusted. */
final class AccountClaimsCheck {

    private AccountClaimsCheck() { }

    /**
     * The claims of an account.
     *
     * @param now seconds since 1970
     * @throws CompletionException with what is wrong
     */
    static AccountClaims read(String name, String token, OperatorOptions options, long now) {
        try {
            AccountClaims claims = AccountClaims.read(token);
            if (!options.trusted().contains(claims.head().issuer())) {
                throw new ClaimsException("account validation failed: not signed by a trusted operator");
            }
            if (!claims.head().subject().equals(name)) {
                throw new ClaimsException("account validation failed: the token is about another account");
            }
            String wrong = claims.head().wrongAt(now);
            if (wrong != null) {
                throw new ClaimsException("account validation failed: " + wrong);
            }
            return claims;
        } catch (ClaimsException e) {
            throw new CompletionException(e);
        }
    }

    /** What a stage failed of, without the wrapping. */
    static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
