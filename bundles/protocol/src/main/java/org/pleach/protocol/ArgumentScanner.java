package org.pleach.protocol;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Finds the blank-separated arguments of one control line and its end, eight bytes at a time.
 *
 * <p>A line ends with LF. Blanks, tabs and CRs separate, any number of them. A CR that does not end the line is
 * {@link #stray()}: nats-server separates by it only where there is no payload.
 */
final class ArgumentScanner {

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = ~HIGH_BITS;
    private static final long ABOVE_BLANK = 0x5F5F5F5F5F5F5F5FL; // 0x7F - ' ', in each byte

    private final int limit;
    private int[] bounds = new int[16]; // start and end of each argument, in turn
    private int count;
    private int from;
    private int start;
    private int lineEnd;
    private boolean stray;

    /** @param limit how many arguments to remember; further ones are counted only */
    ArgumentScanner(int limit) {
        this.limit = limit;
    }

    /**
     * Scans from {@code from}, which is behind the verb, to the line's LF.
     *
     * @return the index behind the LF, or -1 if there is none before {@code end}
     */
    int scan(ByteBuf buf, int from, int end) {
        this.from = from;
        stray = false;
        count = 0;
        start = from;
        int i = from;
        for (int last = end - 8; i <= last; i += 8) {
            long word = buf.getLongLE(i);
            long marks = ~(((word & LOW_BITS) + ABOVE_BLANK) | word) & HIGH_BITS; // bytes not above a blank
            while (marks != 0) {
                int shift = Long.numberOfTrailingZeros(marks) & ~7;
                marks &= marks - 1;
                int at = i + (shift >>> 3);
                if (mark(buf, (byte) (word >>> shift), at, end)) {
                    return at + 1;
                }
            }
        }
        for (; i < end; i++) {
            byte b = buf.getByte(i);
            if (b <= ' ' && b >= 0 && mark(buf, b, i, end)) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Takes one byte that is no printable character; true if it ended the line. */
    private boolean mark(ByteBuf buf, byte b, int at, int end) {
        if (b == ' ' || b == '\t' || b == '\r') {
            close(at);
            start = at + 1;
            stray |= b == '\r' && at + 1 < end && buf.getByte(at + 1) != '\n';
        } else if (b == '\n') {
            lineEnd = at > from && buf.getByte(at - 1) == '\r' ? at - 1 : at;
            close(at);
            return true;
        }
        return false;
    }

    private void close(int at) {
        if (at > start) {
            if (count < limit) {
                if (2 * count == bounds.length) {
                    bounds = Arrays.copyOf(bounds, 2 * bounds.length);
                }
                bounds[2 * count] = start;
                bounds[2 * count + 1] = at;
            }
            count++;
        }
    }

    /** Where the line's text ends: the index of its CR LF, or of its LF if it has no CR. */
    int lineEnd() {
        return lineEnd;
    }

    /** How many arguments; may be more than are remembered. */
    int count() {
        return count;
    }

    /** Whether a CR was seen that does not end the line. */
    boolean stray() {
        return stray;
    }

    int start(int argument) {
        return bounds[2 * argument];
    }

    int length(int argument) {
        return bounds[2 * argument + 1] - bounds[2 * argument];
    }

    /** The argument as a decimal number of at most nine digits, or -1 if it is none. */
    int size(ByteBuf buf, int argument) {
        int from = bounds[2 * argument];
        int to = bounds[2 * argument + 1];
        if (to - from > 9) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = buf.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
