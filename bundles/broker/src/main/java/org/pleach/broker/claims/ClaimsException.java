package org.pleach.broker.claims;

/** A token is not what it should be. The message says what was expected; it holds no secret, and nothing of the token's text. */
public final class ClaimsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what was expected and what came. */
    public ClaimsException(String message) {
        super(message);
    }

    ClaimsException(String message, Throwable cause) {
        super(message, cause);
    }
}
