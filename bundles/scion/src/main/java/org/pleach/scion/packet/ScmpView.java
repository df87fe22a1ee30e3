package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;

/**
 * An SCMP message inside a buffer. A flyweight to be reused, one per thread. Layout: {@link ScmpHeader}.
 *
 * <p>An accessor is meaningful only for the types that it names.
 */
public final class ScmpView {

    private ByteBuf buffer;
    private int index;
    private int length;

    /** Looks at nothing yet. */
    public ScmpView() { }

    /** Looks at the upper layer of a packet whose {@link PacketView#protocol()} is {@link Protocol#SCMP}. */
    public Reason wrap(PacketView packet) {
        return wrap(packet.buffer(), packet.upperIndex(), packet.upperLength());
    }

    /** Looks at a message; {@link Reason#TRUNCATED_SCMP} if it is shorter than its type asks. */
    public Reason wrap(ByteBuf bytes, int start, int available) {
        if (available < ScmpHeader.LENGTH
                || available < ScmpHeader.LENGTH + ScmpType.infoLength(ScmpHeader.type(bytes, start))) {
            return Reason.TRUNCATED_SCMP;
        }
        buffer = bytes;
        index = start;
        length = available;
        return Reason.OK;
    }

    /** The buffer. */
    public ByteBuf buffer() {
        return buffer;
    }

    /** Where the message starts in the buffer. */
    public int index() {
        return index;
    }

    /** Bytes of the message. */
    public int length() {
        return length;
    }

    /** One of {@link ScmpType}, or unknown. */
    public int type() {
        return ScmpHeader.type(buffer, index);
    }

    /** The code. */
    public int code() {
        return ScmpHeader.code(buffer, index);
    }

    /** Whether this reports an error; such a message must never be answered with an error. */
    public boolean isError() {
        return ScmpType.isError(type());
    }

    /** {@link ScmpType#PACKET_TOO_BIG}: what the next link carries, in bytes of SCION packet. */
    public int mtu() {
        return buffer.getUnsignedShort(index + ScmpHeader.MTU);
    }

    /** {@link ScmpType#PARAMETER_PROBLEM}: offset of the wrong byte in the offending packet. */
    public int pointer() {
        return buffer.getUnsignedShort(index + ScmpHeader.POINTER);
    }

    /** Interface down, connectivity down, traceroute: the router's ISD-AS. */
    public long isdAs() {
        return buffer.getLong(index + (isTraceroute() ? ScmpHeader.TRACE_ISD_AS : ScmpHeader.DOWN_ISD_AS));
    }

    /**
     * {@link ScmpType#EXTERNAL_INTERFACE_DOWN}: the interface; {@link ScmpType#INTERNAL_CONNECTIVITY_DOWN}: that of
     * ingress; traceroute: the router's.
     */
    public long interfaceId() {
        return buffer.getLong(index + (isTraceroute() ? ScmpHeader.TRACE_INTERFACE : ScmpHeader.DOWN_INTERFACE));
    }

    /** {@link ScmpType#INTERNAL_CONNECTIVITY_DOWN}: the interface of egress. */
    public long egressInterfaceId() {
        return buffer.getLong(index + ScmpHeader.DOWN_EGRESS);
    }

    private boolean isTraceroute() {
        int type = type();
        return type == ScmpType.TRACEROUTE_REQUEST || type == ScmpType.TRACEROUTE_REPLY;
    }

    /** Echo and traceroute: the identifier, which is also the port to which a reply is delivered. */
    public int identifier() {
        return buffer.getUnsignedShort(index + ScmpHeader.IDENTIFIER);
    }

    /** Echo and traceroute: the sequence number. */
    public int sequence() {
        return buffer.getUnsignedShort(index + ScmpHeader.SEQUENCE);
    }

    /** Where the quoted packet (errors) or the data (echo) starts; see {@link PacketView#parseQuoted}. */
    public int dataIndex() {
        return index + ScmpHeader.LENGTH + ScmpType.infoLength(type());
    }

    /** Bytes of quoted packet or data. */
    public int dataLength() {
        return index + length - dataIndex();
    }
}
