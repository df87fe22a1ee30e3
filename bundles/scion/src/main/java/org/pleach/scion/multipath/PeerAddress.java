package org.pleach.scion.multipath;

import java.net.InetSocketAddress;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.packet.HostAddress;
import org.pleach.scion.packet.ScionHeader;
import org.pleach.scion.packet.UdpTemplate;
import org.pleach.scion.path.ScionPath;

/**
 * The two ends of the traffic with a peer, and what packets between them have in common.
 *
 * @param local  this end
 * @param remote the peer
 * @param flowId the flow ID of its packets, not 0
 */
public record PeerAddress(ScionAddress local, ScionAddress remote, int flowId) {

    /** Datagrams over a path. */
    public UdpTemplate datagramTemplate(ScionPath path) {
        return new UdpTemplate(header(path.raw()), local.port(), remote.port());
    }

    ProbeTemplate probeTemplate(ScionPath path) {
        return new ProbeTemplate(header(ProbeTemplate.alertingLastRouter(path.raw())), local.port(), path);
    }

    private ScionHeader header(byte[] raw) {
        return ScionHeader.of(flowId, remote.isdAs(), HostAddress.of(remote.host()), local.isdAs(),
                HostAddress.of(local.host()), raw);
    }

    /** Where packets inside the AS go. */
    InetSocketAddress underlay() {
        return new InetSocketAddress(remote.host(), remote.port());
    }
}
