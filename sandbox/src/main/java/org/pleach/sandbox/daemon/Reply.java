package org.pleach.sandbox.daemon;

/**
 * What a call comes to. The array is not copied.
 *
 * @param status  how it went
 * @param message why, if it failed; else empty
 * @param body    the answer, protobuf; empty if the call failed
 */
record Reply(GrpcStatus status, String message, byte[] body) {

    static Reply ok(byte[] body) {
        return new Reply(GrpcStatus.OK, "", body);
    }

    static Reply failed(GrpcStatus status, String message) {
        return new Reply(status, message, new byte[0]);
    }
}
