package org.pleach.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.pleach.path.PathMetadata;
import org.pleach.rig.Pathz;
import org.pleach.rig.ScionCluster;

/**
 * What the brokers put on the SCION underlay while nothing goes wrong, by their own counters: bytes of packets in all,
 * and of those what goes beyond one copy of the traffic (copies on further paths, datagrams sent again, probes).
 */
final class CalmTraffic {

    /** No probe is greater, SCION header included. */
    private static final int PROBE_BYTES = 160;
    private static final double PERCENT = 100;

    private final ScionCluster cluster;

    CalmTraffic(ScionCluster cluster) {
        this.cluster = cluster;
    }

    /** Measures for a while. */
    Map<String, Object> measure(int millis) throws InterruptedException {
        Map<String, Long> before = counts();
        TimeUnit.MILLISECONDS.sleep(millis);
        Map<String, Long> after = counts();
        long packets = grown(before, after, "packets_sent");
        long bytes = grown(before, after, "bytes_sent");
        long copies = grown(before, after, "datagrams_resent") + grown(before, after, "datagrams_duplicated");
        long probes = grown(before, after, "probes_sent");
        double probeBytes = (double) probes * PROBE_BYTES;
        double mean = packets > probes ? (bytes - probeBytes) / (packets - probes) : 0;
        double extra = copies * mean + probeBytes;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("extra_traffic_pct", round(bytes > extra ? PERCENT * extra / (bytes - extra) : 0));
        result.put("path_skew_ms", round(skewNanos() / 1e6));
        result.put("calm_copies", copies);
        result.put("calm_probes", probes);
        result.put("calm_packets", packets);
        return result;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private Map<String, Long> counts() {
        Map<String, Long> sums = new TreeMap<>();
        for (ScionCluster.Node node : cluster.nodes()) {
            node.pathz().counts().forEach((name, value) -> {
                if (name.startsWith("scion.")) {
                    sums.merge(name.substring(name.indexOf('.') + 1), value, Long::sum);
                }
            });
        }
        return sums;
    }

    private static long grown(Map<String, Long> before, Map<String, Long> after, String name) {
        return after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
    }

    /** By how much the slowest path that carries traffic is slower one way than the quickest, as the network is built. */
    private long skewNanos() {
        List<Long> latencies = cluster.second().pathz().peers().stream().flatMap(peer -> peer.paths().stream())
                .filter(path -> path.state().equals("active")).map(this::latencyNanos).toList();
        long least = latencies.stream().mapToLong(Long::longValue).min().orElse(0);
        long most = latencies.stream().mapToLong(Long::longValue).max().orElse(0);
        return most - least;
    }

    private long latencyNanos(Pathz.PathLine path) {
        List<String> links = cluster.linksOf(path);
        return cluster.sandbox().paths(ScionCluster.SECOND_AS, ScionCluster.FIRST_AS).stream()
                .filter(known -> cluster.sandbox().faults().linksOf(known.interfaces()).equals(links))
                .map(PathMetadata::totalLatencyNanos).mapToLong(latency -> latency.orElse(0)).findFirst().orElse(0);
    }
}
