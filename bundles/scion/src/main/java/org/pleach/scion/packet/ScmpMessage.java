package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import org.pleach.path.IsdAs;

/** An SCMP message, decoded. Layouts: {@link ScmpHeader}; codes: {@link ScmpType}. */
public sealed interface ScmpMessage {

    /** One of {@link ScmpType}, or unknown. */
    int type();

    /** The code; 0 for most types. */
    default int code() {
        return 0;
    }

    /** The quoted packet of an error, the data of an echo, or everything after the first 4 bytes of an unknown type. */
    default Bytes data() {
        return Bytes.EMPTY;
    }

    /** Bytes that {@link #writeInfo} writes. */
    default int infoLength() {
        return ScmpType.infoLength(type());
    }

    /** Appends what stands between the first 4 bytes and the data. */
    void writeInfo(ByteBuf out);

    /** Decodes what a view looks at. */
    static ScmpMessage of(ScmpView view) {
        Bytes data = Bytes.copyOf(view.buffer(), view.dataIndex(), view.dataLength());
        return switch (view.type()) {
            case ScmpType.DESTINATION_UNREACHABLE -> new DestinationUnreachable(view.code(), data);
            case ScmpType.PACKET_TOO_BIG -> new PacketTooBig(view.mtu(), data);
            case ScmpType.PARAMETER_PROBLEM -> new ParameterProblem(view.code(), view.pointer(), data);
            case ScmpType.EXTERNAL_INTERFACE_DOWN ->
                    new ExternalInterfaceDown(new IsdAs(view.isdAs()), view.interfaceId(), data);
            case ScmpType.INTERNAL_CONNECTIVITY_DOWN -> new InternalConnectivityDown(new IsdAs(view.isdAs()),
                    view.interfaceId(), view.egressInterfaceId(), data);
            case ScmpType.ECHO_REQUEST -> new EchoRequest(view.identifier(), view.sequence(), data);
            case ScmpType.ECHO_REPLY -> new EchoReply(view.identifier(), view.sequence(), data);
            case ScmpType.TRACEROUTE_REQUEST -> new TracerouteRequest(view.identifier(), view.sequence());
            case ScmpType.TRACEROUTE_REPLY -> new TracerouteReply(view.identifier(), view.sequence(),
                    new IsdAs(view.isdAs()), view.interfaceId());
            default -> new Unknown(view.type(), view.code(), data);
        };
    }

    /**
     * The destination AS could not deliver the packet.
     *
     * @param code why
     * @param data the packet quoted
     */
    record DestinationUnreachable(int code, Bytes data) implements ScmpMessage {
        @Override
        public int type() {
            return ScmpType.DESTINATION_UNREACHABLE;
        }

        @Override
        public void writeInfo(ByteBuf out) {
            out.writeInt(0);
        }
    }

    /**
     * The packet is greater than the next link carries.
     *
     * @param mtu  what it carries, in bytes of SCION packet
     * @param data the packet quoted
     */
    record PacketTooBig(int mtu, Bytes data) implements ScmpMessage {
        @Override
        public int type() {
            return ScmpType.PACKET_TOO_BIG;
        }

        @Override
        public void writeInfo(ByteBuf out) {
            out.writeInt(mtu & 0xFFFF);
        }
    }

    /**
     * A field of the packet is wrong.
     *
     * @param code    what is wrong
     * @param pointer offset of the wrong byte in the packet
     * @param data    the packet quoted
     */
    record ParameterProblem(int code, int pointer, Bytes data) implements ScmpMessage {
        @Override
        public int type() {
            return ScmpType.PARAMETER_PROBLEM;
        }

        @Override
        public void writeInfo(ByteBuf out) {
            out.writeInt(pointer & 0xFFFF);
        }
    }

    /**
     * The link to the next AS is down.
     *
     * @param isdAs       the AS that says so
     * @param interfaceId its end of the link
     * @param data        the packet quoted
     */
    record ExternalInterfaceDown(IsdAs isdAs, long interfaceId, Bytes data) implements ScmpMessage {
        @Override
        public int type() {
            return ScmpType.EXTERNAL_INTERFACE_DOWN;
        }

        @Override
        public void writeInfo(ByteBuf out) {
            out.writeLong(isdAs.value()).writeLong(interfaceId);
        }
    }

    /**
     * The way between two routers of an AS is down.
     *
     * @param isdAs     the AS that says so
     * @param ingressId the interface on which the packet came
     * @param egressId  the interface on which it was to leave
     * @param data      the packet quoted
     */
    record InternalConnectivityDown(IsdAs isdAs, long ingressId, long egressId, Bytes data) implements ScmpMessage {
        @Override
        public int type() {
            return ScmpType.INTERNAL_CONNECTIVITY_DOWN;
        }

        @Override
        public void writeInfo(ByteBuf out) {
            out.writeLong(isdAs.value()).writeLong(ingressId).writeLong(egressId);
        }
    }

    /**
     * Asks for an echo.
     *
     * @param identifier port to which the reply is delivered
     * @param sequence   16 bits
     * @param data       comes back as it is
     */
    record EchoRequest(int identifier, int sequence, Bytes data) implements ScmpMessage {
        @Override
        public int type() {
            return ScmpType.ECHO_REQUEST;
        }

        @Override
        public void writeInfo(ByteBuf out) {
            out.writeShort(identifier).writeShort(sequence);
        }

        /** The answer. */
        public EchoReply reply() {
            return new EchoReply(identifier, sequence, data);
        }
    }

    /**
     * The echo.
     *
     * @param identifier of the request
     * @param sequence   of the request
     * @param data       of the request
     */
    record EchoReply(int identifier, int sequence, Bytes data) implements ScmpMessage {
        @Override
        public int type() {
            return ScmpType.ECHO_REPLY;
        }

        @Override
        public void writeInfo(ByteBuf out) {
            out.writeShort(identifier).writeShort(sequence);
        }
    }

    /**
     * Asks the router whose alert flag is set in the path for its name. The fields for the answer are sent as 0.
     *
     * @param identifier port to which the reply is delivered
     * @param sequence   16 bits
     */
    record TracerouteRequest(int identifier, int sequence) implements ScmpMessage {
        @Override
        public int type() {
            return ScmpType.TRACEROUTE_REQUEST;
        }

        @Override
        public void writeInfo(ByteBuf out) {
            out.writeShort(identifier).writeShort(sequence).writeZero(2 * Long.BYTES);
        }

        /** The answer of a router. */
        public TracerouteReply reply(IsdAs isdAs, long interfaceId) {
            return new TracerouteReply(identifier, sequence, isdAs, interfaceId);
        }
    }

    /**
     * A router's name.
     *
     * @param identifier  of the request
     * @param sequence    of the request
     * @param isdAs       the router's AS
     * @param interfaceId the router's interface
     */
    record TracerouteReply(int identifier, int sequence, IsdAs isdAs, long interfaceId) implements ScmpMessage {
        @Override
        public int type() {
            return ScmpType.TRACEROUTE_REPLY;
        }

        @Override
        public void writeInfo(ByteBuf out) {
            out.writeShort(identifier).writeShort(sequence).writeLong(isdAs.value()).writeLong(interfaceId);
        }
    }

    /**
     * A message of a type that is not known here: an error is passed on, an informational one dropped.
     *
     * @param type the type
     * @param code the code
     * @param data everything after the first 4 bytes
     */
    record Unknown(int type, int code, Bytes data) implements ScmpMessage {
        @Override
        public void writeInfo(ByteBuf out) {
            // An unknown type has no fixed part.
        }
    }
}
