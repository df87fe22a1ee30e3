package org.pleach.scion.socket;

import java.net.InetSocketAddress;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.multipath.PeerAddress;
import org.pleach.scion.multipath.PeerPaths;
import org.pleach.scion.multipath.ReplyRoute;

/** What a socket knows of one peer. On the event loop only, but for the final fields. */
final class Peer {

    final PeerKey key;
    final PeerAddress address;
    final InetSocketAddress synthetic;
    /** Null until this end looked paths up, or the peer sent something authentic. */
    volatile PeerPaths paths;
    /** The way back of the last packet; only before there are {@link #paths}. */
    ReplyRoute reply;
    int holds;
    long lastHeard;
    Peer nextInBucket;
    Peer older;
    Peer newer;

    Peer(PeerKey key, PeerAddress address, InetSocketAddress synthetic) {
        this.key = key;
        this.address = address;
        this.synthetic = synthetic;
    }

    ScionAddress remote() {
        return address.remote();
    }
}
