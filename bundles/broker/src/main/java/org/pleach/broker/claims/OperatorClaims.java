package org.pleach.broker.claims;

import java.util.ArrayList;
import java.util.List;
import org.pleach.auth.PublicNkey;

/**
 * What an operator says of itself.
 *
 * @param signingKeys   the public nkeys that may sign accounts too
 * @param systemAccount the account for the servers themselves, or empty
 * @param strict        whether the operator's own nkey may not sign accounts
 * @param accountServer where the accounts' tokens are, or empty
 * @param leastVersion  the lowest version of nats-server that may run for it, or empty
 */
public record OperatorClaims(Head head, List<String> signingKeys, String systemAccount, boolean strict,
                             String accountServer, String leastVersion) {

    /**
     * Reads a token, or a file with one.
     *
     * @throws ClaimsException if it is none, or not signed by whom it says
     */
    public static OperatorClaims read(String text) throws ClaimsException {
        Token token = Token.read(Token.undecorated(text), "operator");
        Fields nats = token.nats();
        OperatorClaims claims = new OperatorClaims(Head.of(token), List.copyOf(nats.texts("signing_keys")),
                nats.text("system_account"), nats.flag("strict_signing_key_usage"),
                nats.text("account_server_url"), nats.text("assert_server_version"));
        Head.checkKeys(claims.trusted(), PublicNkey::ofOperator, "an operator");
        if (!claims.systemAccount.isEmpty()) {
            Head.checkKeys(List.of(claims.systemAccount), PublicNkey::ofAccount, "an account");
        }
        return claims;
    }

    /** The nkeys that may sign accounts. */
    public List<String> trusted() {
        List<String> trusted = new ArrayList<>(signingKeys);
        if (!strict) {
            trusted.add(0, head.subject());
        }
        return trusted;
    }
}
