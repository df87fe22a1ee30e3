package org.pleach.scion;

/** There is no usable path to an AS. The text says whether there are none at all or why those there are do not do. */
public final class NoPathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the AS and the reason. */
    public NoPathException(String message) {
        super(message);
    }
}
