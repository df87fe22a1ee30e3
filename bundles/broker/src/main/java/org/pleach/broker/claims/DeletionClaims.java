package org.pleach.broker.claims;

import java.util.List;
import org.pleach.auth.PublicNkey;

/**
 * What an operator says to a server: delete accounts. The head's subject is the operator.
 *
 * @param accounts their nkeys
 */
public record DeletionClaims(Head head, List<String> accounts) {

    /**
     * Reads a token.
     *
     * @throws ClaimsException if it is none, or not signed by whom it says
     */
    public static DeletionClaims read(String text) throws ClaimsException {
        Token token = Token.read(text, "generic");
        if (!token.nats().has("accounts")) {
            throw new ClaimsException("malformed request");
        }
        List<String> accounts = List.copyOf(token.nats().texts("accounts"));
        Head.checkKeys(accounts, PublicNkey::ofAccount, "an account");
        return new DeletionClaims(Head.of(token), accounts);
    }
}
