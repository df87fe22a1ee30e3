package org.pleach.scion.socket;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.multipath.Multipath;
import org.pleach.scion.multipath.PeerAddress;
import org.pleach.scion.multipath.PeerPaths;
import org.pleach.scion.multipath.ReplyRoute;
import org.pleach.scion.packet.CommonHeader;
import org.pleach.scion.packet.PacketView;

/** Who talks with one socket, from the first packet of a stranger to the paths of a peer that is held. */
final class Peers {

    private static final long IDLE = TimeUnit.SECONDS.toNanos(60);

    private final ScionAddress local;
    private final PeerKey localKey;
    private final PeerTable table;
    private final SyntheticAddresses synthetic = new SyntheticAddresses();
    private final InetSocketAddress syntheticLocal;
    private Multipath multipath;

    Peers(ScionAddress local, int max) {
        this.local = local;
        this.localKey = PeerKey.of(local);
        this.syntheticLocal = synthetic.next(local.port());
        this.table = new PeerTable(max, this::evicted);
    }

    /** Once, before anything else. */
    void use(Multipath shared) {
        multipath = shared;
    }

    ScionAddress local() {
        return local;
    }

    InetSocketAddress syntheticLocal() {
        return syntheticLocal;
    }

    /** Whether the packet's destination is this host. */
    boolean isForUs(PacketView packet) {
        return packet.destinationIsdAs() == localKey.isdAs()
                && isLocal(packet.buffer(), packet.destinationHostIndex(), packet.destinationHostType());
    }

    /** Whether the packet's source is this host. */
    boolean isFromUs(PacketView packet) {
        return packet.sourceIsdAs() == localKey.isdAs()
                && isLocal(packet.buffer(), packet.sourceHostIndex(), packet.sourceHostType());
    }

    private boolean isLocal(ByteBuf buffer, int index, int type) {
        return PeerKey.isHost(type) && PeerKey.low(buffer, index, type) == localKey.low()
                && PeerKey.high(buffer, index, type) == localKey.high();
    }

    /** The peer that sent the packet, made if it is a stranger; null if there is no room for strangers. */
    Peer from(PacketView packet) {
        ByteBuf buffer = packet.buffer();
        int host = packet.sourceHostIndex();
        int type = packet.sourceHostType();
        long high = PeerKey.high(buffer, host, type);
        long low = PeerKey.low(buffer, host, type);
        Peer peer = table.find(packet.sourceIsdAs(), high, low, packet.sourcePort());
        if (peer == null) {
            peer = add(new PeerKey(packet.sourceIsdAs(), high, low, packet.sourcePort()));
        }
        if (peer != null) {
            table.touch(peer, multipath.clock().nanos());
        }
        return peer;
    }

    /** The peer that is the destination of a packet from here, or null. */
    Peer to(PacketView packet, int port) {
        int type = packet.destinationHostType();
        if (!PeerKey.isHost(type)) {
            return null;
        }
        int host = packet.destinationHostIndex();
        return table.find(packet.destinationIsdAs(), PeerKey.high(packet.buffer(), host, type),
                PeerKey.low(packet.buffer(), host, type), port);
    }

    /** The peer with this address, made if it is not known; null if there is no room. */
    Peer at(ScionAddress address) {
        PeerKey key = PeerKey.of(address);
        Peer peer = table.find(key.isdAs(), key.high(), key.low(), key.port());
        return peer != null ? peer : add(key);
    }

    private Peer add(PeerKey key) {
        if (!table.makeRoom()) {
            return null;
        }
        int flowId = 1 + multipath.random().nextInt(CommonHeader.MAX_FLOW_ID);
        Peer peer = new Peer(key, new PeerAddress(local, key.address(), flowId), synthetic.next(key.port()));
        peer.lastHeard = multipath.clock().nanos();
        table.add(peer);
        return peer;
    }

    Peer bySynthetic(InetSocketAddress address) {
        return table.bySynthetic(address);
    }

    /** All of them. Any thread. */
    Collection<Peer> all() {
        return table.all();
    }

    /** A stranger's packet came: answers go the way it came. */
    void answerOn(Peer peer, PacketView packet, InetSocketAddress from) {
        if (peer.reply == null || !peer.reply.isWayOf(packet, from)) {
            peer.reply = ReplyRoute.of(peer.address, packet, from);
        }
    }

    /** The paths of a peer that sent something authentic: from now on they are looked up. */
    PeerPaths acquaint(Peer peer) {
        if (peer.paths == null) {
            PeerPaths paths = new PeerPaths(multipath, peer.address, false);
            table.acquaint(peer, () -> peer.paths = paths);
            peer.reply = null;
            // A failure is logged, counted and tried again by itself.
            paths.lookUp().exceptionally(failure -> null);
        }
        return peer.paths;
    }

    /** The paths of a peer that this end wants to reach. */
    PeerPaths lead(Peer peer) {
        if (peer.paths == null) {
            table.acquaint(peer, () -> peer.paths = new PeerPaths(multipath, peer.address, true));
            peer.reply = null;
        } else {
            peer.paths.lead();
        }
        return peer.paths;
    }

    void hold(Peer peer) {
        table.hold(peer);
        if (peer.paths != null) {
            peer.paths.resume();
        }
    }

    void release(Peer peer) {
        if (table.release(peer) && peer.paths != null) {
            peer.paths.pause();
        }
    }

    /** Forgets who was silent for long and is not held. */
    void removeIdle() {
        table.removeIdle(multipath.clock().nanos() - IDLE, Peers::close);
    }

    private void evicted(Peer peer) {
        multipath.counters().increment(ScionCount.PEERS_EVICTED);
        close(peer);
    }

    private static void close(Peer peer) {
        if (peer.paths != null) {
            peer.paths.close();
        }
    }

    /** Lets go of all. */
    void close() {
        table.all().forEach(Peers::close);
    }
}
