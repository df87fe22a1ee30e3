package org.pleach.scion.daemon;

/** A call to the SCION daemon, or to a control service, that failed. The text names its address, the method and what happened. */
public final class DaemonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Failure {
        /** Nothing listens there, or the connection broke. */
        UNREACHABLE,
        /** No answer in time. */
        DEADLINE,
        /** The daemon answered with an error status. */
        STATUS,
        /** The answer is not what it should be: no gRPC, a truncated or malformed message. */
        NONSENSE,
        /** The answer is bigger than allowed. */
        TOO_BIG
    }

    private final Failure failure;
    private final int status;

    /** @param status the gRPC status code, or -1 */
    public DaemonException(Failure failure, int status, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.status = status;
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }

    /** The gRPC status code if {@link Failure#STATUS}, else -1. */
    public int status() {
        return status;
    }
}
