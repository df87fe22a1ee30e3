package org.pleach.broker;

import io.netty.buffer.ByteBuf;
import java.util.function.IntUnaryOperator;
import org.pleach.routing.SubjectTransform;

/**
 * A message on its way: a reusable view, not a value. Its connection fills it for each message and hands it to
 * {@link Publisher#publish}; whoever sees it reads what it needs before returning.
 *
 * <p>Subject and reply subject are kept as bytes on the heap, because matching and head lines read them; headers and
 * payload stay where they were received. Not thread-safe: it belongs to the event loop of the connection that fills it.
 */
public final class Message {

    private byte[] names = new byte[256];
    private byte[] spare;
    private Message companion;
    private int subjectLength;
    private int replyLength;
    private ByteBuf body;
    private int bodyIndex;
    private int bodyLength;
    private int headersLength;
    private boolean lineEndFollows;

    /**
     * Sets subject and reply subject from a received line.
     *
     * @param line        holds both
     * @param replyLength 0 if there is no reply subject
     */
    public void names(ByteBuf line, int subjectIndex, int subjectLength, int replyIndex, int replyLength) {
        reserve(subjectLength + replyLength);
        line.getBytes(subjectIndex, names, 0, subjectLength);
        if (replyLength > 0) {
            line.getBytes(replyIndex, names, subjectLength, replyLength);
        }
        this.subjectLength = subjectLength;
        this.replyLength = replyLength;
    }

    /** Sets subject and reply subject; {@code reply} is null if there is none. */
    public void names(byte[] subject, byte[] reply) {
        int replies = reply == null ? 0 : reply.length;
        reserve(subject.length + replies);
        System.arraycopy(subject, 0, names, 0, subject.length);
        if (replies > 0) {
            System.arraycopy(reply, 0, names, subject.length, replies);
        }
        subjectLength = subject.length;
        replyLength = replies;
    }

    /**
     * Replaces the subject by what {@code transform} makes of it; the reply subject stays.
     *
     * @param transform null to leave no subject, so that nobody gets the message
     * @param random    gives a number below the one it gets
     */
    public void transformSubject(SubjectTransform transform, IntUnaryOperator random) {
        int bound = (transform == null ? 0 : transform.bound(subjectLength)) + replyLength;
        byte[] target = spare != null && spare.length >= bound ? spare : new byte[Math.max(bound, names.length)];
        int length = transform == null ? 0 : transform.put(names, 0, subjectLength, target, random);
        System.arraycopy(names, subjectLength, target, length, replyLength);
        spare = names;
        names = target;
        subjectLength = length;
    }

    /**
     * This message under another subject: a view that is reused for every call.
     *
     * @param random as for {@link #transformSubject}
     */
    public Message withSubject(SubjectTransform transform, IntUnaryOperator random) {
        if (companion == null) {
            companion = new Message();
        }
        companion.take(this, transform, random);
        return companion;
    }

    private void take(Message other, SubjectTransform transform, IntUnaryOperator random) {
        int bound = transform.bound(other.subjectLength) + other.replyLength;
        if (names.length < bound) {
            names = new byte[bound];
        }
        subjectLength = transform.put(other.names, 0, other.subjectLength, names, random);
        replyLength = other.replyLength;
        System.arraycopy(other.names, other.subjectLength, names, subjectLength, replyLength);
        body(other.body, other.bodyIndex, other.headersLength, other.bodyLength);
    }

    /** Takes over headers and payload of another message, borrowed as in {@link #body(ByteBuf, int, int, int)}. */
    public void body(Message other) {
        body(other.body, other.bodyIndex, other.headersLength, other.bodyLength);
    }

    /**
     * Sets headers and payload, which lie side by side in {@code body}. The buffer is borrowed until the end of
     * {@code publish}.
     *
     * @param index         where the headers start, or the payload if there are none
     * @param headersLength bytes of headers, or -1 if the message has none
     * @param length        bytes of headers and payload together
     */
    public void body(ByteBuf body, int index, int headersLength, int length) {
        this.body = body;
        this.bodyIndex = index;
        this.headersLength = headersLength;
        this.bodyLength = length;
        int end = index + length;
        this.lineEndFollows = end + 2 <= body.writerIndex() && body.getShort(end) == 0x0d0a;
    }

    private void reserve(int length) {
        if (names.length < length) {
            names = new byte[Math.max(length, names.length * 2)];
        }
    }

    /** Holds the subject from index 0 and the reply subject right after it. Do not change or keep it. */
    public byte[] names() {
        return names;
    }

    /** Bytes of the subject, which starts at index 0 of {@link #names()}. */
    public int subjectLength() {
        return subjectLength;
    }

    /** Bytes of the reply subject, which starts at {@link #subjectLength()} in {@link #names()}; 0 if there is none. */
    public int replyLength() {
        return replyLength;
    }

    /** Holds headers and payload. */
    public ByteBuf body() {
        return body;
    }

    /** Where headers, or else the payload, start in {@link #body()}. */
    public int bodyIndex() {
        return bodyIndex;
    }

    /** Bytes of headers and payload together. */
    public int bodyLength() {
        return bodyLength;
    }

    /** Bytes of headers; 0 if there are none. */
    public int headersLength() {
        return Math.max(headersLength, 0);
    }

    /** Whether the message has headers. */
    public boolean hasHeaders() {
        return headersLength >= 0;
    }

    /** Whether CR LF lies right behind the payload in {@link #body()}, so that both can be copied at once. */
    public boolean lineEndFollows() {
        return lineEndFollows;
    }

    /** Copies the subject to {@code target} at {@code at}; returns the index behind it. */
    public int putSubject(byte[] target, int at) {
        System.arraycopy(names, 0, target, at, subjectLength);
        return at + subjectLength;
    }

    /** Copies the reply subject, if any, to {@code target} at {@code at}; returns the index behind it. */
    public int putReply(byte[] target, int at) {
        System.arraycopy(names, subjectLength, target, at, replyLength);
        return at + replyLength;
    }

    /** Lets go of the body. */
    public void clear() {
        body = null;
        if (companion != null) {
            companion.clear();
        }
    }
}
