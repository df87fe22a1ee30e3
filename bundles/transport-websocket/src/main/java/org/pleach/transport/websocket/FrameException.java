package org.pleach.transport.websocket;

/** A peer that does not keep to RFC 6455. The message is what it is told. */
final class FrameException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    FrameException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status of the Close frame (RFC 6455, 7.4.1). */
    int status() {
        return status;
    }
}
