package org.pleach.broker.claims;

/**
 * What a callout service answers. The head's subject is the user's nkey that was made for the request, the audience the server.
 *
 * @param jwt           the user's token, or empty
 * @param error         why it is not let in, or empty
 * @param issuerAccount the service's account if one of its signing keys signed, or empty
 */
public record CalloutClaims(Head head, String jwt, String error, String issuerAccount) {

    /**
     * Reads a token.
     *
     * @throws ClaimsException if it is none, or not signed by whom it says, or has neither or both of token and error
     */
    public static CalloutClaims read(String text) throws ClaimsException {
        Token token = Token.read(text, "authorization_response");
        Fields nats = token.nats();
        CalloutClaims claims = new CalloutClaims(Head.of(token), nats.text("jwt"), nats.text("error"),
                nats.text("issuer_account"));
        if (claims.jwt.isEmpty() == claims.error.isEmpty()) {
            throw new ClaimsException("authorization response had validation errors: Error or Jwt is required, not both");
        }
        return claims;
    }

    /** The account that answers. */
    public String account() {
        return issuerAccount.isEmpty() ? head.issuer() : issuerAccount;
    }
}
