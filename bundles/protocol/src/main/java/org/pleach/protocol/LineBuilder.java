package org.pleach.protocol;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A growing array of bytes in which a control line is put together. Made once and used again, so that writing makes no
 * object. Not safe for use by several threads.
 */
public final class LineBuilder {

    private byte[] bytes;
    private int length;

    /** @param capacity bytes to start with */
    public LineBuilder(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** Forgets what was written from {@code newLength} on. */
    public LineBuilder truncate(int newLength) {
        if (newLength > length) {
            throw new IllegalArgumentException("expected at most " + length + ", got " + newLength);
        }
        length = newLength;
        return this;
    }

    /** Forgets everything. */
    public LineBuilder clear() {
        length = 0;
        return this;
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** The array itself: valid up to {@link #length()} and until the next call of an appending method. */
    public byte[] array() {
        return bytes;
    }

    /** Adds all of {@code text}. */
    public LineBuilder append(byte[] text) {
        return append(text, 0, text.length);
    }

    /** Adds a part of {@code text}. */
    public LineBuilder append(byte[] text, int offset, int count) {
        reserve(count);
        System.arraycopy(text, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Adds a part of {@code buf}, whose indexes stay. */
    public LineBuilder append(ByteBuf buf, int index, int count) {
        reserve(count);
        buf.getBytes(index, bytes, length, count);
        length += count;
        return this;
    }

    /** Adds one byte. */
    public LineBuilder append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Adds a number that is not negative, in decimal. */
    public LineBuilder append(int number) {
        int digits = digits(number);
        reserve(digits);
        length += digits;
        int at = length;
        int rest = number;
        do {
            int quotient = rest / 10;
            bytes[--at] = (byte) ('0' + rest - quotient * 10);
            rest = quotient;
        } while (rest != 0);
        return this;
    }

    /** Adds CR LF. */
    public LineBuilder crlf() {
        reserve(2);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return this;
    }

    /** Writes everything to {@code out}. */
    public void writeTo(ByteBuf out) {
        out.writeBytes(bytes, 0, length);
    }

    /** How many decimal digits a number that is not negative has. */
    public static int digits(int number) {
        int digits = 1;
        for (long limit = 10; number >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
