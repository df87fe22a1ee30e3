package org.pleach.scion.bootstrap;

/** The topology of the own AS cannot be had. The text names the source and what happened. */
public final class BootstrapException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BootstrapException(String message, Throwable cause) {
        super(message, cause);
    }
}
