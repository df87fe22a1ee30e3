package org.pleach.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pleach.rig.Ledger;
import org.pleach.rig.NumberedStream;
import org.pleach.rig.Pathz;
import org.pleach.rig.ScionCluster;

/** Renders the state of the demo as lines of text: paths with their traffic, and the account of both directions. */
final class Table {

    private static final double NANOS = 1e9;
    private static final Pattern DURATION = Pattern.compile("([0-9.]+)(ms|µs|s)");

    private final ScionCluster cluster;
    private final List<NumberedStream> streams;
    private final Map<String, Long> bytesBefore = new HashMap<>();
    private final Map<String, Long> receivedBefore = new HashMap<>();
    private long before = System.nanoTime();

    Table(ScionCluster cluster, List<NumberedStream> streams) {
        this.cluster = cluster;
        this.streams = streams;
    }

    /** The table now; rates are since the last call. */
    List<String> render(String stage) {
        long now = System.nanoTime();
        double seconds = Math.max((now - before) / NANOS, 1e-3);
        before = now;
        List<String> lines = new ArrayList<>();
        lines.add(stage);
        lines.add("");
        ScionCluster.Node dialler = cluster.second();
        lines.add(String.format("  %-46s %-11s %9s %12s", "paths of s2 to s1", "state", "RTT", "kB/s out+in"));
        dialler.pathz().peers().stream().limit(1).forEach(peer -> peer.paths().forEach(
                path -> lines.add(line(path, seconds))));
        lines.add("");
        lines.add(String.format("  %-9s %10s %10s %9s %6s %11s %12s", "", "messages", "per s", "in flight", "twice",
                "reordered", "longest gap"));
        for (NumberedStream stream : streams) {
            lines.add(line(stream, seconds));
        }
        return lines;
    }

    private String line(Pathz.PathLine path, double seconds) {
        long bytes = path.bytesSent() + path.bytesReceived();
        long moved = bytes - bytesBefore.getOrDefault(path.fingerprint(), 0L);
        bytesBefore.put(path.fingerprint(), bytes);
        String mark = path.state().equals("active") ? "▶ " : "  ";
        return String.format("  %-46s %-11s %9s %12.1f", mark + String.join(" + ", cluster.linksOf(path)), path.state(),
                rounded(path.roundTrip()), moved / seconds / 1e3);
    }

    /** A duration as Go writes it, {@code 20.173551ms}, to a tenth. */
    private static String rounded(String duration) {
        Matcher parts = DURATION.matcher(duration);
        return parts.matches() ? String.format("%.1f %s", Double.parseDouble(parts.group(1)), parts.group(2)) : duration;
    }

    private String line(NumberedStream stream, double seconds) {
        Ledger.Snapshot account = stream.ledger().snapshot();
        long moved = account.distinct() - receivedBefore.getOrDefault(stream.name(), 0L);
        receivedBefore.put(stream.name(), account.distinct());
        return String.format("  %-9s %,10d %,10.0f %9d %6d %11d %9.1f ms", stream.name(), account.distinct(),
                moved / seconds, account.missing(), account.duplicated(), account.reordered(),
                account.longestGapNanos() / 1e6);
    }
}
