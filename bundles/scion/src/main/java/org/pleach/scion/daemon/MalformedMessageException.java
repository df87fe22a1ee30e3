package org.pleach.scion.daemon;

/** Bytes that are not the daemon message they should be. The text names the message, what was expected and what came. */
public final class MalformedMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }

    MalformedMessageException(String message) {
        this(message, null);
    }
}
