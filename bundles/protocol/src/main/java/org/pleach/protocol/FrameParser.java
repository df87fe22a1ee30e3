package org.pleach.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * What all NATS parsers have in common: frames of one control line and, for some verbs, a payload of an announced size.
 *
 * <pre>
 *   VERB arguments CR LF [payload of SIZE bytes CR LF]
 * </pre>
 *
 * <p>A frame that is whole in the received buffer is parsed there and nothing is copied. Of a frame that is not, the
 * bytes so far are copied once into a buffer of the parser's own, which never holds more than one frame and so never
 * more than the control line and payload limits allow; the result is the same wherever the input is split.
 *
 * <p>One connection each; not safe for use by several threads.
 */
public abstract sealed class FrameParser permits ClientParser, RouteParser {

    /** Longest verb with its blank: what a line may have beside its arguments. */
    private static final int LONGEST_VERB = 8;
    /** Up to this much of a payload must have come before room for all of it is made. */
    private static final int TRUSTED_BYTES = 2048;
    /** A bigger payload gets its room as it comes. */
    private static final int ROOM_AT_ONCE = 8 << 20;
    private static final int KEPT_CAPACITY = 4096;

    final ArgumentScanner arguments;
    private final ByteBufAllocator allocator;
    private int maxControlLine;
    private int maxPayload;

    private ByteBuf pending;    // the unfinished frame from its first byte, or null, or empty
    private int needed;         // how long the unfinished frame will be, 0 while its line is unfinished
    private int lineEnd;        // of the last line without arguments, its CR LF not counted
    private long consumed;
    private boolean feeding;
    private boolean stopped;
    private boolean failed;
    private boolean closed;

    FrameParser(ByteBufAllocator allocator, int maxControlLine, int maxPayload, int argumentLimit) {
        this.allocator = allocator;
        this.arguments = new ArgumentScanner(argumentLimit);
        limits(maxControlLine, maxPayload);
    }

    /**
     * Changes the limits for the frames to come.
     *
     * @param controlLine greatest length of a control line's arguments in bytes
     * @param payload     greatest payload, headers included, in bytes; negative for no limit
     */
    public final void limits(int controlLine, int payload) {
        if (controlLine <= 0) {
            throw new IllegalArgumentException("max_control_line must be positive, got " + controlLine);
        }
        this.maxControlLine = controlLine;
        this.maxPayload = payload;
    }

    /**
     * Parses what is there and calls the handler for each frame that is complete. Afterwards {@code in} has no readable
     * bytes left, unless the handler called {@link #stop()}. Does not release {@code in}.
     *
     * @throws ProtocolException if the peer broke the protocol; the parser then ignores everything further
     */
    public final void feed(ByteBuf in) {
        if (feeding) {
            throw new IllegalStateException("fed from inside a handler");
        }
        if (failed || closed) {
            in.skipBytes(in.readableBytes());
            return;
        }
        feeding = true;
        stopped = false;
        int at = in.readerIndex();
        int end = in.writerIndex();
        boolean sound = false;
        try {
            if (hasPending()) {
                at = resume(in, at, end);
            }
            while (at < end && !stopped && !hasPending()) {
                int next = frame(in, at, end);
                if (next < 0) {
                    keep(in, at, end);
                    next = end;
                } else {
                    consumed += next - at;
                }
                at = next;
            }
            sound = true;
        } finally {
            failed = !sound;
            in.readerIndex(sound ? at : end);
            feeding = false;
            if (closed || failed) {
                releasePending();
            }
        }
    }

    /** From inside a handler: what follows the present frame stays unread in the buffer. */
    public final void stop() {
        stopped = true;
    }

    /** Gives back the parser's memory; it ignores everything further. May be called from inside a handler. */
    public final void close() {
        closed = true;
        if (feeding) {
            stopped = true;
        } else {
            releasePending();
        }
    }

    /**
     * Parses one frame at {@code at}.
     *
     * @return the index behind it; or -1 if it is not complete, after {@link #needs} if its length is known
     */
    abstract int frame(ByteBuf buf, int at, int end);

    private boolean hasPending() {
        return pending != null && pending.isReadable();
    }

    private int resume(ByteBuf in, int from, int end) {
        int at = from;
        if (needed == 0) {
            int lf = in.indexOf(at, end, (byte) '\n');
            int to = lf < 0 ? end : lf + 1;
            int most = maxControlLine + LONGEST_VERB + 2 - pending.readableBytes();
            keep(in, at, Math.min(to, at + Math.max(most, 1)));
            at = to;
            if (finish() || needed == 0) {
                return at;
            }
        }
        int to = Math.min(end, at + needed - pending.readableBytes());
        keep(in, at, to);
        if (pending.readableBytes() == needed) {
            finish();
        }
        return to;
    }

    private boolean finish() {
        int length = pending.writerIndex();
        if (frame(pending, 0, length) < 0) {
            return false;
        }
        consumed += length;
        needed = 0;
        if (pending.refCnt() > 1 || pending.capacity() > KEPT_CAPACITY) {
            releasePending();
        } else {
            pending.clear();
        }
        return true;
    }

    private void keep(ByteBuf in, int from, int to) {
        if (pending == null) {
            pending = allocator.directBuffer(Math.max(256, to - from));
        }
        int length = pending.readableBytes() + to - from;
        int capacity = pending.capacity();
        if (needed > capacity && length > TRUSTED_BYTES) {
            if (needed <= ROOM_AT_ONCE) {
                pending.capacity(needed);
            } else if (length > capacity) {
                pending.capacity((int) Math.min(needed, Math.max(ROOM_AT_ONCE, 2L * length)));
            }
        }
        pending.writeBytes(in, from, to - from);
    }

    private void releasePending() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
        needed = 0;
    }

    /** Says how long the frame being parsed will be. Returns -1. */
    final int needs(int length) {
        needed = length;
        return -1;
    }

    /** Checks the beginning of a line whose end has not come. Returns -1. */
    final int unfinished(ByteBuf buf, int from, int end) {
        int length = end - from;
        if (length > maxControlLine && buf.getByte(end - 1) == '\r') {
            length--;
        }
        checkLength(length);
        return -1;
    }

    /**
     * Finds the arguments of a line.
     *
     * @return the index behind the line, or -1 if its end has not come
     */
    final int scanArguments(ByteBuf buf, int from, int end) {
        int next = arguments.scan(buf, from, end);
        if (next < 0) {
            return unfinished(buf, from, end);
        }
        checkLength(arguments.lineEnd() - from);
        return next;
    }

    /** {@link #scanArguments} for a line that tells of a payload. */
    final int scanMessageArguments(ByteBuf buf, int from, int end) {
        int next = scanArguments(buf, from, end);
        if (next >= 0 && arguments.stray()) {
            throw fail(ProtocolError.BAD_ARGUMENTS, "a CR inside the line " + quote(buf, from, next));
        }
        return next;
    }

    /**
     * Finds the end of a line whose arguments are not looked at; then {@link #lineEnd()} tells where its text ends.
     *
     * @return the index behind the line, or -1 if its end has not come
     */
    final int scanLine(ByteBuf buf, int from, int end) {
        int lf = buf.indexOf(from, end, (byte) '\n');
        if (lf < 0) {
            return unfinished(buf, from, end);
        }
        lineEnd = lf > from && buf.getByte(lf - 1) == '\r' ? lf - 1 : lf;
        checkLength(lineEnd - from);
        return lf + 1;
    }

    final int lineEnd() {
        return lineEnd;
    }

    private void checkLength(int length) {
        if (length > maxControlLine) {
            throw fail(ProtocolError.MAX_CONTROL_LINE, "expected at most " + maxControlLine + " bytes");
        }
    }

    /** Reads the argument as a payload's size and checks it against the limit. */
    final int payloadSize(ByteBuf buf, int argument) {
        int size = arguments.size(buf, argument);
        if (size < 0) {
            throw badArguments(buf, "expected a size in bytes as the last argument");
        }
        if (maxPayload >= 0 && size > maxPayload) {
            throw fail(ProtocolError.MAX_PAYLOAD, size + " vs " + maxPayload);
        }
        return size;
    }

    /** Reads the argument as the length of the headers. */
    final int headerSize(ByteBuf buf, int argument, int total) {
        int size = arguments.size(buf, argument);
        if (size < 0 || size > total) {
            throw badArguments(buf, "expected the headers' length, at most the total size");
        }
        return size;
    }

    /** Checks that CR LF stands at {@code at}. */
    final void checkPayloadEnd(ByteBuf buf, int at) {
        if (buf.getShort(at) != ('\r' << 8 | '\n')) {
            throw fail(ProtocolError.BAD_PAYLOAD_END, "expected CR LF behind the payload, got "
                    + quote(buf, at, at + 2));
        }
    }

    /**
     * Compares with a verb, ignoring case.
     *
     * @param separated whether a blank or tab must follow
     * @return the index behind the verb and that blank, or -1 if too few bytes are there
     */
    final int verb(ByteBuf buf, int at, int end, byte[] verb, boolean separated) {
        for (int i = 0; i < verb.length; i++) {
            if (at + i == end) {
                return -1;
            }
            byte b = buf.getByte(at + i);
            if (b != verb[i] && (verb[i] < 'A' || (b ^ 0x20) != verb[i])) {
                throw unknown(buf, at, end);
            }
        }
        int next = at + verb.length;
        if (!separated) {
            return next;
        }
        if (next == end) {
            return -1;
        }
        if (!blank(buf.getByte(next))) {
            throw unknown(buf, at, end);
        }
        return next + 1;
    }

    /** Skips blanks and tabs. */
    static int skipBlanks(ByteBuf buf, int from, int end) {
        int at = from;
        while (at < end && blank(buf.getByte(at))) {
            at++;
        }
        return at;
    }

    static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    final ProtocolException unknown(ByteBuf buf, int at, int end) {
        return fail(ProtocolError.UNKNOWN_OPERATION, "no such verb: " + quote(buf, at, end));
    }

    final ProtocolException badArguments(ByteBuf buf, String expected) {
        int from = arguments.count() == 0 ? arguments.lineEnd() : arguments.start(0);
        return fail(ProtocolError.BAD_ARGUMENTS, expected + ", got " + quote(buf, from, arguments.lineEnd()));
    }

    final ProtocolException fail(ProtocolError error, String detail) {
        return new ProtocolException(error, consumed, detail);
    }

    /** At most 32 bytes for the log, whatever is not printable as a dot. */
    private static String quote(ByteBuf buf, int from, int to) {
        StringBuilder text = new StringBuilder(40).append('"');
        for (int i = from; i < Math.min(to, from + 32); i++) {
            byte b = buf.getByte(i);
            text.append(b >= ' ' && b < 0x7F ? (char) b : '.');
        }
        return text.append('"').toString();
    }
}
