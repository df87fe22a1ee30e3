package org.pleach.sandbox;

/** A topology that cannot be read or makes no sense. The message starts with {@code FILE:LINE:} where that is known. */
public final class TopologyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    TopologyException(String message) {
        super(message);
    }

    TopologyException(String message, Throwable cause) {
        super(message, cause);
    }
}
