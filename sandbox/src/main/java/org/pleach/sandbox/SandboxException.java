package org.pleach.sandbox;

/** A sandbox cannot do what it was asked to, usually because an address is not free; the message names it. */
public final class SandboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the reason below it. */
    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
