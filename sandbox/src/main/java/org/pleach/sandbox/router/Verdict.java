package org.pleach.sandbox.router;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * What a border router does with a packet. One object per {@link RouterCore}, overwritten by the next packet.
 */
public final class Verdict {

    /** What to do. */
    public enum Kind {
        /** Send the packet, edited in place, on {@link #egress()}. */
        FORWARD,
        /** Send the packet, edited in place, to {@link #destination()}. */
        DELIVER,
        /** Send {@link #answer()} where the packet came from; its receiver releases it. */
        ANSWER,
        /** Nothing; {@link #reason()} says why. */
        DROP
    }

    private Kind kind;
    private int egress;
    private InetSocketAddress destination;
    private ByteBuf answer;
    private DropReason reason;

    Verdict() { }

    Verdict forward(int interfaceId) {
        return set(Kind.FORWARD, interfaceId, null, null, null);
    }

    Verdict deliver(InetSocketAddress to) {
        return set(Kind.DELIVER, 0, to, null, null);
    }

    Verdict answer(ByteBuf packet) {
        return set(Kind.ANSWER, 0, null, packet, null);
    }

    Verdict drop(DropReason why) {
        return set(Kind.DROP, 0, null, null, why);
    }

    private Verdict set(Kind what, int interfaceId, InetSocketAddress to, ByteBuf packet, DropReason why) {
        kind = what;
        egress = interfaceId;
        destination = to;
        answer = packet;
        reason = why;
        return this;
    }

    /** What to do. */
    public Kind kind() {
        return kind;
    }

    /** The interface to send on; only for {@link Kind#FORWARD}. */
    public int egress() {
        return egress;
    }

    /** The host or service to send to; only for {@link Kind#DELIVER}. */
    public InetSocketAddress destination() {
        return destination;
    }

    /** The SCMP message to send; only for {@link Kind#ANSWER}. */
    public ByteBuf answer() {
        return answer;
    }

    /** Why the packet is dropped; only for {@link Kind#DROP}. */
    public DropReason reason() {
        return reason;
    }

    /** For messages in tests. */
    @Override
    public String toString() {
        return switch (kind) {
            case FORWARD -> "forward on " + egress;
            case DELIVER -> "deliver to " + destination;
            case ANSWER -> "answer of " + answer.readableBytes() + " bytes";
            case DROP -> "drop: " + reason;
        };
    }
}
