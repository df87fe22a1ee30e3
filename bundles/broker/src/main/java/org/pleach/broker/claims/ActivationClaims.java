package org.pleach.broker.claims;

/**
 * What an account says to another: it may import a subject. The head's subject is the importer.
 *
 * @param service       whether it is about a service, else a stream
 * @param imported      the subject
 * @param issuerAccount the account if one of its signing keys signed, or empty
 */
public record ActivationClaims(Head head, boolean service, String imported, String issuerAccount) {

    /**
     * Reads a token.
     *
     * @throws ClaimsException if it is none, or not signed by whom it says
     */
    public static ActivationClaims read(String text) throws ClaimsException {
        Token token = Token.read(text, "activation");
        Fields nats = token.nats();
        SubjectCheck.check(nats.text("subject"), "activation");
        return new ActivationClaims(Head.of(token), nats.text("kind").equals("service"), nats.text("subject"),
                nats.text("issuer_account"));
    }
}
