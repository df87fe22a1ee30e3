package org.pleach.monitoring.page;

import java.io.IOException;
import org.pleach.transport.Endpoint;

/** The fields for the other end of a connection: nats-server's, the transport, and the AS if it is a SCION address. */
final class Peer {

    private Peer() { }

    static void write(Endpoint remote, String transport, Json out) throws IOException {
        out.field("ip", remote.host()).field("port", Math.max(0, remote.port()));
        if (remote.isScion()) {
            out.field("isd_as", remote.isdAs().toString());
        }
        out.fieldUnlessEmpty("transport", transport);
    }
}
