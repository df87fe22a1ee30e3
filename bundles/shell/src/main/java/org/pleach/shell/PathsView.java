package org.pleach.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathReporter;
import org.pleach.path.PathReporter.PathStatus;
import org.pleach.path.PathReporter.PeerPaths;

/** The paths to every peer as text: a heading per peer, a line per path in the order of preference. */
final class PathsView {

    private static final String NOT_KNOWN = "-";

    private final Instant now;

    PathsView(Instant now) {
        this.now = now;
    }

    String of(List<PathReporter> reporters) {
        List<String> peers = reporters.stream().flatMap(reporter -> reporter.peers().stream()).map(this::peer).toList();
        return peers.isEmpty() ? "no SCION peers" : String.join("\n\n", peers);
    }

    private String peer(PeerPaths peer) {
        String switches = peer.switches() == 0 ? "never switched"
                : peer.switches() + (peer.switches() == 1 ? " switch" : " switches")
                        + (peer.lastSwitchReason().isEmpty() ? "" : ", last: " + peer.lastSwitchReason());
        TextTable table = new TextTable("state", "rtt ms", "latency ms", "Mbit/s", "mtu", "sent", "received",
                "last s ago", "expires in min", "path");
        for (PathStatus status : peer.paths()) {
            PathMetadata metadata = status.path().metadata();
            table.row(status.state().name().toLowerCase(Locale.ROOT),
                    status.roundTripNanos() == PathMetadata.UNKNOWN ? NOT_KNOWN : millis(status.roundTripNanos()),
                    orDash(metadata.totalLatencyNanos(), PathsView::millis),
                    orDash(metadata.bottleneckKbits(), kbits -> String.format(Locale.ROOT, "%.1f", kbits / 1e3)),
                    metadata.mtu(), status.packetsSent(), status.packetsReceived(),
                    status.lastReceived() == null ? NOT_KNOWN : seconds(Duration.between(status.lastReceived(), now)),
                    Math.max(0, Duration.between(now, status.path().expiry()).toMinutes()),
                    status.path().describe().isEmpty() ? "inside the AS" : status.path().describe());
        }
        return peer.local() + " -> " + peer.remote() + "  (" + peer.mode() + ", " + switches + ")\n"
                + (peer.paths().isEmpty() ? "no path" : table);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / (double) TimeUnit.MILLISECONDS.toNanos(1));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3);
    }

    private static String orDash(OptionalLong value, LongFunction<String> text) {
        return value.isPresent() ? text.apply(value.getAsLong()) : NOT_KNOWN;
    }
}
