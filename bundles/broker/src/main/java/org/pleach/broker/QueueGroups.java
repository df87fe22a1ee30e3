package org.pleach.broker;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The queue groups of which one member each is to get a message at a node: a reusable list of names, filled by a route
 * from RMSG or by the publisher for a route. Makes no object in steady state. Not thread-safe.
 */
public final class QueueGroups {

    private byte[] names = new byte[64];
    private int[] ends = new int[4];
    private int size;

    /** Forgets all names. */
    public void clear() {
        size = 0;
    }

    /** Adds a name. */
    public void add(byte[] name) {
        int start = reserve(name.length);
        System.arraycopy(name, 0, names, start, name.length);
    }

    /** Adds a name that stands in a received line. */
    public void add(ByteBuf line, int index, int length) {
        int start = reserve(length);
        line.getBytes(index, names, start, length);
    }

    private int reserve(int length) {
        int start = start(size);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        if (names.length < start + length) {
            names = Arrays.copyOf(names, Math.max(start + length, names.length * 2));
        }
        ends[size++] = start + length;
        return start;
    }

    private int start(int group) {
        return group == 0 ? 0 : ends[group - 1];
    }

    /** How many names. */
    public int size() {
        return size;
    }

    /** Whether there is no name. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether {@code name} is among them. */
    public boolean contains(byte[] name) {
        for (int i = 0; i < size; i++) {
            if (Arrays.equals(names, start(i), ends[i], name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }

    /** Bytes {@link #put} writes at most. */
    public int encodedLength() {
        return start(size) + size;
    }

    /** Writes the names, each followed by a space, to {@code target} at {@code at}; returns the index behind them. */
    public int put(byte[] target, int at) {
        int index = at;
        for (int i = 0; i < size; i++) {
            int length = ends[i] - start(i);
            System.arraycopy(names, start(i), target, index, length);
            index += length;
            target[index++] = ' ';
        }
        return index;
    }
}
