package org.pleach.transport.tcp;

import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import org.pleach.transport.Endpoint;
import org.pleach.transport.PeerAttributes;

/** Tells the broker, in its own terms, between which addresses a socket runs. */
final class SocketEndpoints {

    private SocketEndpoints() { }

    /** Sets the {@link PeerAttributes} of a connected channel. */
    static void mark(Channel channel) {
        channel.attr(PeerAttributes.TRANSPORT).set(TcpTransport.NAME);
        channel.attr(PeerAttributes.REMOTE).set(of((InetSocketAddress) channel.remoteAddress()));
        channel.attr(PeerAttributes.LOCAL).set(of((InetSocketAddress) channel.localAddress()));
    }

    /** The address as an endpoint; a socket that is already gone has none and counts as unspecified. */
    static Endpoint of(InetSocketAddress address) {
        if (address == null) {
            return Endpoint.of(Endpoint.ANY_HOST, 0);
        }
        return Endpoint.of(NetUtil.toAddressString(address.getAddress()), address.getPort());
    }
}
