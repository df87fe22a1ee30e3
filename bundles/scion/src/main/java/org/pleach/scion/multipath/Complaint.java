package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.scion.packet.CommonHeader;
import org.pleach.scion.packet.HopField;
import org.pleach.scion.packet.PacketView;
import org.pleach.scion.packet.PathView;
import org.pleach.scion.packet.Protocol;
import org.pleach.scion.packet.ScmpType;
import org.pleach.scion.packet.ScmpView;
import org.pleach.scion.packet.UdpHeader;
import org.pleach.scion.path.ScionPath;

/**
 * An SCMP error about a packet that has our address as source. It may be forged: SCMP is not authenticated. What it quotes
 * tells. The hop fields must be those of a route; a host outside the ASes on the path does not know their MACs. The flow
 * ID must be the one of packets to this peer. And the payload must be one that was sent lately, which only who saw it
 * knows.
 *
 * @param scmp  the message
 * @param quote the packet it quotes, as {@link PacketView#parseQuoted} found it
 */
public record Complaint(ScmpView scmp, PacketView quote) {

    /** How {@link #text()} starts if hop fields are at fault. */
    static final String REFUSED = "a router refused a packet";

    /** The route whose hop fields the quoted packet has, or null. */
    Route routeOf(List<Route> routes) {
        for (Route route : routes) {
            if (hasHopsOf(route.path()) || route.earlierPath() != null && hasHopsOf(route.earlierPath())) {
                return route;
            }
        }
        return null;
    }

    /** Compares all but the flags of each hop field: position, SegID and alerts change on the way. */
    private boolean hasHopsOf(ScionPath path) {
        byte[] raw = path.raw();
        if (raw.length == 0 || quote.pathLength() != raw.length) {
            return false;
        }
        PathView view = quote.path();
        ByteBuf buffer = quote.buffer();
        int start = view.hopIndex(0) - view.index();
        for (int i = start; i < raw.length; i++) {
            if ((i - start) % HopField.LENGTH != 0 && buffer.getByte(view.index() + i) != raw[i]) {
                return false;
            }
        }
        return (view.meta() & 0x3FFFF) == meta(raw);
    }

    private static int meta(byte[] raw) {
        return (raw[1] & 0x3) << 16 | (raw[2] & 0xFF) << 8 | raw[3] & 0xFF;
    }

    /** Whether the quoted packet has the flow ID of packets to that peer, which is random and known on the way only. */
    boolean hasFlowIdOf(PeerAddress peer) {
        return CommonHeader.flowId(quote.buffer(), quote.index()) == peer.flowId();
    }

    /** Whether it says that an interface, or the way between two, is down. */
    boolean isDown() {
        return scmp.type() == ScmpType.EXTERNAL_INTERFACE_DOWN || scmp.type() == ScmpType.INTERNAL_CONNECTIVITY_DOWN;
    }

    /** Whether the path is at fault, and not the packet or the destination. */
    boolean isAboutPath() {
        return scmp.type() == ScmpType.PARAMETER_PROBLEM && scmp.code() >= ScmpType.CODE_INVALID_PATH;
    }

    /** The interface that is down; of two the one of ingress. */
    PathInterface failed() {
        return new PathInterface(new IsdAs(scmp.isdAs()), scmp.interfaceId());
    }

    /** Whether what it says can be true of a route whose packet it quotes. */
    boolean isPlausible(Route route) {
        return !isDown() || !route.path().listed() || concerns(route);
    }

    /** Whether the route crosses what is down. */
    boolean concerns(Route route) {
        if (!isDown()) {
            return false;
        }
        IsdAs isdAs = new IsdAs(scmp.isdAs());
        if (scmp.type() == ScmpType.EXTERNAL_INTERFACE_DOWN) {
            return route.path().crosses(isdAs, scmp.interfaceId());
        }
        List<PathInterface> interfaces = route.path().metadata().interfaces();
        PathInterface in = new PathInterface(isdAs, scmp.interfaceId());
        PathInterface out = new PathInterface(isdAs, scmp.egressInterfaceId());
        for (int i = 1; i + 1 < interfaces.size(); i += 2) {
            if (interfaces.get(i).equals(in) && interfaces.get(i + 1).equals(out)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the quoted packet is one that was sent lately: a datagram, or the probe under way. */
    boolean isGenuine(Route route, Sender sender) {
        ByteBuf buffer = quote.buffer();
        if (quote.protocol() == Protocol.UDP) {
            int length = UdpHeader.length(buffer, quote.upperIndex()) - UdpHeader.LENGTH;
            return sender.wasSent(buffer, quote.udpPayloadIndex(), quote.udpPayloadLength(), length);
        }
        ScmpView probe = new ScmpView();
        return probe.wrap(quote).isOk() && probe.type() == ScmpType.TRACEROUTE_REQUEST
                && route.probing.isUnderWay() && probe.sequence() == route.probing.sequence();
    }

    /** For logs. */
    String text() {
        IsdAs isdAs = isDown() ? new IsdAs(scmp.isdAs()) : null;
        return switch (scmp.type()) {
            case ScmpType.EXTERNAL_INTERFACE_DOWN -> "interface " + failed() + " is down";
            case ScmpType.INTERNAL_CONNECTIVITY_DOWN -> "connection from interface " + scmp.interfaceId() + " to "
                    + scmp.egressInterfaceId() + " in " + isdAs + " is down";
            default -> REFUSED + ", SCMP type " + scmp.type() + " code " + scmp.code();
        };
    }
}
