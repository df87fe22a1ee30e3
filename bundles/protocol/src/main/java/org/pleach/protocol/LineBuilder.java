package org.pleach.protocol;

import java.util.Arrays;

/**
 * A growing array of bytes in which a control line is put together. Not safe for use by several threads.
 */
public final class LineBuilder {

    private byte[] bytes;
    private int length;

    /** @param capacity bytes to start with */
    public LineBuilder(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
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

    /** Adds one byte. */
    public LineBuilder append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Adds a number that is not negative, in decimal. */
    public LineBuilder append(int number) {
        reserve(Decimal.MOST_DIGITS);
        length = Decimal.put(bytes, length, number);
        return this;
    }

    /** Adds CR LF. */
    public LineBuilder crlf() {
        reserve(2);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return this;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
