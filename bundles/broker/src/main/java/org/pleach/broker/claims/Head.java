package org.pleach.broker.claims;

import java.util.List;
import org.pleach.auth.PublicNkey;

/**
 * What every claim has (RFC 7519, section 4.1). Times are seconds since 1970 (UTC), 0 for none.
 *
 * @param subject   {@code sub}: the nkey of whom it is about
 * @param issuer    {@code iss}: the nkey that it is signed with
 * @param audience  {@code aud}
 * @param name      what people call the subject
 * @param issuedAt  {@code iat}
 * @param expires   {@code exp}
 * @param notBefore {@code nbf}
 * @param tags      in lower case, many of the form {@code name:value}
 */
public record Head(String subject, String issuer, String audience, String name, long issuedAt, long expires, long notBefore,
                   List<String> tags) {

    static Head of(Token token) throws ClaimsException {
        Fields fields = token.fields();
        return new Head(fields.text("sub"), fields.text("iss"), fields.text("aud"), fields.text("name"), fields.number("iat"),
                fields.number("exp"), fields.number("nbf"), List.copyOf(token.nats().texts("tags")));
    }

    /** What is wrong with it at that time, or null. */
    public String wrongAt(long seconds) {
        if (expires > 0 && seconds > expires) {
            return "claim is expired";
        }
        return notBefore > seconds ? "claim is not yet valid" : null;
    }

    /** @param expected who they belong to, for the message */
    static void checkKeys(List<String> keys, KeyReader reader, String expected) throws ClaimsException {
        for (String key : keys) {
            try {
                reader.read(key);
            } catch (IllegalArgumentException e) {
                throw new ClaimsException("expected the public nkey of " + expected + ", got something else", e);
            }
        }
    }

    /** One of {@link PublicNkey}'s. */
    @FunctionalInterface
    interface KeyReader {
        PublicNkey read(String text);
    }
}
