package org.pleach.sandbox.daemon;

/** The gRPC status codes that a daemon answers with. */
enum GrpcStatus {
    OK(0), UNKNOWN(2), INVALID_ARGUMENT(3), UNIMPLEMENTED(12), INTERNAL(13);

    private final int code;

    GrpcStatus(int code) {
        this.code = code;
    }

    /** The value of {@code grpc-status}. */
    int code() {
        return code;
    }
}
