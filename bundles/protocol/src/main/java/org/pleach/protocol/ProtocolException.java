package org.pleach.protocol;

/**
 * The peer broke the protocol. The connection cannot be read any further.
 *
 * <p>Made without a stack trace: a hostile peer can cause one at will.
 */
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProtocolError error;
    private final long offset;

    /**
     * @param error  what kind of mistake
     * @param offset how many bytes of the connection were read without complaint before the frame at fault
     * @param detail what was expected and what came, for the log
     */
    public ProtocolException(ProtocolError error, long offset, String detail) {
        super(error.text() + ": " + detail + " (at byte " + offset + ")", null, false, false);
        this.error = error;
        this.offset = offset;
    }

    /** What kind of mistake. */
    public ProtocolError error() {
        return error;
    }

    /** Where the frame at fault begins, in bytes from the start of the connection; -1 if not known. */
    public long offset() {
        return offset;
    }
}
