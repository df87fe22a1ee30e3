package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.pleach.path.PathInterface;
import org.pleach.scion.packet.HopField;
import org.pleach.scion.packet.InfoField;
import org.pleach.scion.packet.PathView;
import org.pleach.scion.packet.RawPath;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.ScmpMessage;
import org.pleach.scion.packet.ScmpTemplate;
import org.pleach.scion.path.ScionPath;

/**
 * Makes probes for one path: SCMP traceroute requests that the last border router answers, the one through which packets
 * enter the peer's AS. So a probe goes all the way there and back, and needs nothing of the peer's host: an echo would,
 * a shim at port 30041 that hosts do not have to run.
 */
final class ProbeTemplate {

    private final ScmpTemplate template;
    private final int identifier;
    private final PathInterface asked;

    /** @param identifier the port to which routers deliver the answer */
    ProbeTemplate(ScionHeader header, int identifier, ScionPath path) {
        this.template = new ScmpTemplate(header);
        this.identifier = identifier;
        List<PathInterface> interfaces = path.metadata().interfaces();
        this.asked = interfaces.isEmpty() ? null : interfaces.get(interfaces.size() - 1);
    }

    /** The path with the alert set that makes the router at its last interface look into the packet. */
    static byte[] alertingLastRouter(byte[] raw) {
        byte[] path = raw.clone();
        ByteBuf bytes = Unpooled.wrappedBuffer(path);
        PathView view = new PathView();
        if (!view.wrap(bytes, 0, path.length).isOk()) {
            throw new IllegalArgumentException(RawPath.check(path).text());
        }
        int info = InfoField.flags(bytes, view.infoIndex(view.infoCount() - 1));
        int hop = view.hopIndex(view.hopCount() - 1);
        boolean forward = (info & InfoField.CONSTRUCTION_DIRECTION) != 0;
        HopField.setFlags(bytes, hop,
                HopField.flags(bytes, hop) | (forward ? HopField.INGRESS_ALERT : HopField.EGRESS_ALERT));
        return path;
    }

    ByteBuf encode(ByteBufAllocator allocator, int sequence) {
        ByteBuf packet = allocator.ioBuffer();
        template.write(packet, new ScmpMessage.TracerouteRequest(identifier, sequence));
        return packet;
    }

    /** Whether that is the router that was asked. Of a path that no look-up gave only the AS is known. */
    boolean isAnswerFrom(long isdAs, long interfaceId) {
        return asked == null ? template.header().destinationIsdAs().value() == isdAs
                : asked.isdAs().value() == isdAs && asked.id() == interfaceId;
    }
}
