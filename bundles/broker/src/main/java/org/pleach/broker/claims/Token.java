package org.pleach.broker.claims;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.auth.PublicNkey;

/**
 * A JSON Web Token (RFC 7519) whose signature is good: header, claims and signature, each in base64 for URLs without padding,
 * joined with dots. The header is {@code {"typ":"JWT","alg":"ed25519-nkey"}}; the claims name the nkey that signs
 * {@code header.claims}. Whether that nkey is trusted is for others to say. (nats-io/jwt v2)
 *
 * <p>Reading takes some 100 microseconds and more: not for an event loop. Any thread; immutable.
 */
final class Token {

    /** Characters of a token, as in nats-io/jwt. */
    static final int MAX_LENGTH = 1 << 20;
    /** What the claims about NATS are of. */
    private static final int VERSION = 2;
    private static final int PARTS = 3;
    /** As {@code nsc} writes files: a line of dashes with a title, the token, a line of dashes. */
    private static final Pattern DECORATED = Pattern.compile("\\s*-{3,}[^\\r\\n]*-{3,}\\s*[\\r\\n]([^\\s-][^\\s]*)\\s*[\\r\\n]\\s*-{3,}");

    private final Fields fields;
    private final Fields nats;

    private Token(Fields fields, Fields nats) {
        this.fields = fields;
        this.nats = nats;
    }

    /**
     * Reads a token and checks its signature.
     *
     * @param kind what it must be about: {@code operator}, {@code account}, ...
     */
    static Token read(String text, String kind) throws ClaimsException {
        Token token = readAgain(text, kind);
        int end = text.lastIndexOf('.');
        byte[] signed = text.substring(0, end).getBytes(StandardCharsets.US_ASCII);
        if (!issuer(token.fields.text("iss"), kind).verifies(signed, bytes(text.substring(end + 1), "signature"))) {
            throw new ClaimsException("expected a signature by the issuer, got another");
        }
        return token;
    }

    /** Reads a token whose signature was found good before. */
    static Token readAgain(String text, String kind) throws ClaimsException {
        if (text.length() > MAX_LENGTH) {
            throw new ClaimsException("expected at most " + MAX_LENGTH + " characters in a token, got " + text.length());
        }
        String[] parts = text.split("\\.", PARTS + 1);
        if (parts.length != PARTS) {
            throw new ClaimsException("expected a token: three parts with dots between them");
        }
        checkHeader(JsonObjects.read(bytes(parts[0], "header"), "header"));
        Fields fields = JsonObjects.read(bytes(parts[1], "claims"), kind + " claims");
        Fields nats = fields.object("nats");
        checkKind(fields, nats, kind);
        return new Token(fields, nats);
    }

    /** The token in a file that may have a title above it. */
    static String undecorated(String text) {
        Matcher found = DECORATED.matcher(text);
        return found.find() ? found.group(1) : text.strip();
    }

    private static void checkHeader(Fields header) throws ClaimsException {
        String algorithm = header.text("alg").toLowerCase(Locale.ROOT);
        if (!header.text("typ").equalsIgnoreCase("JWT") || !algorithm.equals("ed25519-nkey")) {
            throw new ClaimsException("header: expected type JWT and algorithm ed25519-nkey");
        }
    }

    private static void checkKind(Fields fields, Fields nats, String kind) throws ClaimsException {
        if (fields.has("type") || nats.number("version") != VERSION) {
            throw new ClaimsException("expected claims of version " + VERSION + ", got "
                    + (fields.has("type") ? 1 : nats.number("version")));
        }
        if (!nats.text("type").equals(kind) && !(kind.equals("generic") && nats.text("type").isEmpty())) {
            throw new ClaimsException("expected claims about " + (kind.matches("[ao].*") ? "an " : "a ") + kind);
        }
    }

    private static PublicNkey issuer(String text, String kind) throws ClaimsException {
        try {
            return switch (kind) {
                case "operator", "generic" -> PublicNkey.ofOperator(text);
                case "account" -> text.startsWith("A") ? PublicNkey.ofAccount(text) : PublicNkey.ofOperator(text);
                case "activation" -> text.startsWith("O") ? PublicNkey.ofOperator(text) : PublicNkey.ofAccount(text);
                default -> PublicNkey.ofAccount(text);
            };
        } catch (IllegalArgumentException e) {
            throw new ClaimsException(kind + " claims: issuer: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(String part, String what) throws ClaimsException {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new ClaimsException(what + ": expected base64 for URLs", e);
        }
    }

    /** All claims. */
    Fields fields() {
        return fields;
    }

    /** Those about NATS. */
    Fields nats() {
        return nats;
    }
}
