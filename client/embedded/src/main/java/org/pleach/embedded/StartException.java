package org.pleach.embedded;

/** The server did not start; the message says why, with file and line where a configuration is wrong. Nothing was left open. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
