package org.pleach.sandbox.router;

import io.netty.buffer.ByteBuf;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.Protocol;
import org.pleach.scion.packet.Reason;
import org.pleach.scion.packet.ScmpType;
import org.pleach.scion.packet.ScmpView;

/**
 * Finds the underlay port to which a packet for a local host goes: UDP's destination port; SCMP replies to their
 * identifier, requests to the end-host port, errors to the source of the packet they quote; everything else to the
 * end-host port. For one thread.
 */
final class DestinationPort {

    /** There is none. */
    static final int NONE = -1;

    private static final int TCP = 6;
    private static final int TCP_HEADER = 20;

    private final PacketView quoted = new PacketView();
    private final ScmpView scmp = new ScmpView();
    private final ScmpView quotedScmp = new ScmpView();
    private final int endHostPort;

    DestinationPort(int endHostPort) {
        this.endHostPort = endHostPort;
    }

    /** The port, or {@link #NONE}; makes the view find the upper layer. */
    int of(PacketView packet) {
        if (!packet.parseQuoted(packet.buffer(), packet.index(), packet.length()).isOk()) {
            return NONE;
        }
        return switch (packet.protocol()) {
            case Protocol.UDP -> packet.destinationPort();
            case Protocol.SCMP -> ofScmp(packet);
            case TCP -> ofTcp(packet.buffer(), packet.upperIndex(), packet.upperLength());
            default -> endHostPort;
        };
    }

    private static int ofTcp(ByteBuf buffer, int index, int length) {
        return length < TCP_HEADER ? NONE : buffer.getUnsignedShort(index + 2);
    }

    private int ofScmp(PacketView packet) {
        Reason reason = scmp.wrap(packet);
        int type = reason.isOk() ? scmp.type() : packet.buffer().getUnsignedByte(packet.upperIndex());
        if (type == ScmpType.ECHO_REQUEST || type == ScmpType.TRACEROUTE_REQUEST) {
            return endHostPort;
        }
        if (!reason.isOk() || ScmpType.infoLength(type) == 0) {
            return NONE;
        }
        return ScmpType.isError(type) ? ofQuoted() : scmp.identifier();
    }

    private int ofQuoted() {
        if (!quoted.parseQuoted(scmp.buffer(), scmp.dataIndex(), scmp.dataLength()).isOk()) {
            return NONE;
        }
        if (quoted.protocol() == Protocol.UDP) {
            return quoted.sourcePort() == 0 ? NONE : quoted.sourcePort();
        }
        if (quoted.protocol() != Protocol.SCMP || !quotedScmp.wrap(quoted).isOk()) {
            return NONE;
        }
        int type = quotedScmp.type();
        return type == ScmpType.ECHO_REQUEST || type == ScmpType.TRACEROUTE_REQUEST ? quotedScmp.identifier() : NONE;
    }
}
