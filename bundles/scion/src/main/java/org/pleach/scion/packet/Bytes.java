package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;

/** Bytes that do not change, equal by content: for the decoded records. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of an array. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /** A copy of a part of a buffer. */
    public static Bytes copyOf(ByteBuf buffer, int index, int length) {
        return length == 0 ? EMPTY : new Bytes(ByteBufUtil.getBytes(buffer, index, length, true));
    }

    /** How many. */
    public int length() {
        return content.length;
    }

    /** A copy as an array. */
    public byte[] toArray() {
        return content.clone();
    }

    /** Appends all of them to a buffer. */
    public void writeTo(ByteBuf out) {
        out.writeBytes(content);
    }

    /** Appends the first ones to a buffer. */
    public void writeTo(ByteBuf out, int length) {
        out.writeBytes(content, 0, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** In hexadecimal. */
    @Override
    public String toString() {
        return ByteBufUtil.hexDump(content);
    }
}
