package org.pleach.monitoring.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pleach.monitoring.Sources;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathReporter;
import org.pleach.path.PathReporter.PathStatus;
import org.pleach.path.PathReporter.PeerPaths;

/** {@code /pathz}: the paths to every peer, in the order of preference, and how they fare. */
public final class PathzPage implements Page {

    /** Most peers in an answer, so that it stays small enough to be held in memory. */
    static final int MAX_PEERS = 1024;

    private final Sources sources;

    /** Shows the paths of {@code sources}. */
    public PathzPage(Sources sources) {
        this.sources = sources;
    }

    @Override
    public int write(Query query, Json out) throws IOException {
        List<PeerPaths> peers = new ArrayList<>();
        for (PathReporter reporter : sources.paths().get()) {
            peers.addAll(reporter.peers());
        }
        List<PeerPaths> shown = peers.subList(0, Math.min(MAX_PEERS, peers.size()));
        out.begin().field("server_id", sources.broker().identity().id())
                .time("now", sources.broker().network().currentTimeMillis())
                .field("num_peers", shown.size()).field("total", peers.size())
                .beginArray("peers");
        for (PeerPaths peer : shown) {
            out.begin().field("local", peer.local()).field("remote", peer.remote()).field("mode", peer.mode())
                    .field("switches", peer.switches()).field("last_switch_reason", peer.lastSwitchReason())
                    .beginArray("paths");
            for (PathStatus status : peer.paths()) {
                write(status, out);
            }
            out.endArray().end();
        }
        out.endArray().end();
        return 200;
    }

    private static void write(PathStatus status, Json out) throws IOException {
        PathMetadata metadata = status.path().metadata();
        out.begin().field("fingerprint", status.path().fingerprint())
                .field("state", status.state().name().toLowerCase(Locale.ROOT))
                .list("interfaces", metadata.interfaces().stream().map(Object::toString).toList())
                .field("mtu", metadata.mtu())
                .time("expiry", status.path().expiry().toEpochMilli());
        if (metadata.totalLatencyNanos().isPresent()) {
            out.field("announced_latency", GoTime.duration(metadata.totalLatencyNanos().getAsLong()));
        }
        if (metadata.bottleneckKbits().isPresent()) {
            out.field("announced_bandwidth_kbits", metadata.bottleneckKbits().getAsLong());
        }
        if (status.roundTripNanos() != PathMetadata.UNKNOWN) {
            out.field("rtt", GoTime.duration(status.roundTripNanos()));
        }
        out.field("packets_sent", status.packetsSent()).field("bytes_sent", status.bytesSent())
                .field("packets_received", status.packetsReceived()).field("bytes_received", status.bytesReceived());
        if (status.lastReceived() != null) {
            out.time("last_received", status.lastReceived().toEpochMilli());
        }
        out.end();
    }
}
