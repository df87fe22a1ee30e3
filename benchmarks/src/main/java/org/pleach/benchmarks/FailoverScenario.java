package org.pleach.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.pleach.path.IsdAs;
import org.pleach.rig.ClusterPorts;
import org.pleach.rig.Distribution;
import org.pleach.rig.Ledger;
import org.pleach.rig.NumberedStream;
import org.pleach.rig.Pathz;
import org.pleach.rig.ScionCluster;
import org.pleach.sandbox.Cut;
import org.pleach.sandbox.LinkFaults;
import org.pleach.sandbox.SandboxOptions;

/**
 * Two brokers over the sandbox at 20 ms round trip, numbered messages both ways, and cuts of the path in use at random
 * moments. The gap of a cut is the longest time between two arrivals from just before the cut to its healing.
 */
final class FailoverScenario implements Scenario {

    private static final int CUTS = 100;
    private static final int QUICK_CUTS = 10;
    /** After this much time no further cut begins in a quick run, so that it ends within 50 s on a busy machine too. */
    private static final Duration QUICK_TIME = Duration.ofSeconds(22);
    private static final int RATE = 1000;
    private static final int SIZE = 128;
    private static final Duration OUTAGE = Duration.ofMillis(1000);
    private static final Duration SETTLE = Duration.ofMillis(1000);
    private static final Duration RETURN_PATIENCE = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    /** What a cut does; as {@code --cut} names it. */
    private enum Kind { SILENT, SCMP, ONEWAY }

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String description() {
        return "cuts of the path in use, two brokers over the sandbox [--cuts N] [--rate N] [--cut silent|scmp|oneway] [--seed N]";
    }

    @Override
    public Map<String, Object> run(HarnessOptions options) throws Exception {
        int cuts = options.number("cuts", options.quick() ? QUICK_CUTS : CUTS);
        int rate = options.number("rate", RATE);
        int seed = options.number("seed", (int) (System.nanoTime() & 0xFFFF));
        Kind kind = kind(options.settings().getOrDefault("cut", "silent"));
        Path work = Files.createTempDirectory("pleach-failover");
        System.out.printf("%d cuts (%s), %,d messages/s of %d B each way, seed %d, logs in %s%n", cuts,
                kind.name().toLowerCase(Locale.ROOT), rate, SIZE, seed, work);
        try (ScionCluster cluster = ScionCluster.start(Distribution.ofSystemProperty(), work,
                SandboxOptions.DEFAULT.withSeed(seed), ClusterPorts.free());
                NumberedStream dialling = NumberedStream.start("dialling side sends", cluster.second().url(),
                        cluster.first().url(), "failover.dialling", SIZE, rate);
                NumberedStream accepting = NumberedStream.start("accepting side sends", cluster.first().url(),
                        cluster.second().url(), "failover.accepting", SIZE, rate)) {
            List<NumberedStream> streams = List.of(dialling, accepting);
            settle(cluster, "");
            Random random = new Random(seed);
            String preferred = cluster.activePath(cluster.second()).orElseThrow().fingerprint();
            long end = System.nanoTime() + QUICK_TIME.toNanos();
            int done = 0;
            while (done < cuts && !(options.quick() && System.nanoTime() > end)) {
                cut(cluster, kind, random, streams);
                done++;
                settle(cluster, preferred);
            }
            return report(done, streams);
        }
    }

    private static Kind kind(String text) {
        return Arrays.stream(Kind.values()).filter(k -> k.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--cut: expected silent, scmp or oneway, got \"" + text + '"'));
    }

    private static void cut(ScionCluster cluster, Kind kind, Random random, List<NumberedStream> streams)
            throws InterruptedException {
        Pathz.PathLine active = cluster.activePath(cluster.second()).orElseThrow();
        List<String> links = cluster.linksOf(active);
        LinkFaults link = cluster.sandbox().faults().link(links.get(random.nextInt(links.size())));
        TimeUnit.MICROSECONDS.sleep(random.nextInt(100_000));
        long start = System.nanoTime();
        streams.forEach(stream -> stream.ledger().openWindow(start));
        switch (kind) {
            case SILENT -> link.cut(Cut.silent());
            case SCMP -> link.cut(Cut.withScmp());
            case ONEWAY -> oneEnd(link, random).cut(Cut.silent());
            default -> throw new IllegalStateException("no such cut: " + kind);
        }
        TimeUnit.MILLISECONDS.sleep(OUTAGE.toMillis());
        long end = System.nanoTime();
        double[] gaps = streams.stream().mapToDouble(stream -> stream.ledger().closeWindow(end) / 1e6).toArray();
        link.heal();
        System.out.printf("  gap %7.1f ms (dialling side sends) %7.1f ms (accepting side sends)%n", gaps[0], gaps[1]);
    }

    /** One of the two directions of a link: whichever AS of the demo's topology it starts in. */
    private static LinkFaults oneEnd(LinkFaults link, Random random) {
        List<String> ases = List.of("18-ffaa:0:1201", "18-ffaa:0:1202", "18-ffaa:1:10bf", "18-ffaa:1:10a0");
        List<LinkFaults> ends = new ArrayList<>();
        for (String as : ases) {
            try {
                ends.add(link.from(IsdAs.parse(as)));
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return ends.get(random.nextInt(ends.size()));
    }

    /** Waits until the dialling side is back on the preferred path, and then a little. */
    private static void settle(ScionCluster cluster, String preferred) throws InterruptedException {
        long deadline = System.nanoTime() + RETURN_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            boolean back = cluster.activePath(cluster.second()).map(Pathz.PathLine::fingerprint)
                    .filter(active -> preferred.isEmpty() || active.equals(preferred)).isPresent();
            if (back) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
    }

    private static Map<String, Object> report(int cuts, List<NumberedStream> streams)
            throws InterruptedException, IOException {
        long messages = 0;
        long lost = 0;
        long duplicated = 0;
        long reordered = 0;
        Map<String, Object> keys = new LinkedHashMap<>();
        long[] all = new long[0];
        for (NumberedStream stream : streams) {
            Ledger.Snapshot account = stream.finish(DRAIN);
            messages += account.published();
            lost += account.missing();
            duplicated += account.duplicated();
            reordered += account.reordered();
            long[] gaps = stream.ledger().windowGaps();
            System.out.printf("%-22s gap p50 %.1f ms, p99 %.1f ms, max %.1f ms%n", stream.name(), percentile(gaps, 0.5),
                    percentile(gaps, 0.99), percentile(gaps, 1));
            keys.put(stream.name().split(" ")[0] + "_gap_p50_ms", percentile(gaps, 0.5));
            keys.put(stream.name().split(" ")[0] + "_gap_p99_ms", percentile(gaps, 0.99));
            all = concat(all, gaps);
        }
        Arrays.sort(all);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("cuts", cuts);
        result.put("messages", messages);
        result.put("lost", lost);
        result.put("duplicated", duplicated);
        result.put("reordered", reordered);
        result.put("gap_p50_ms", percentile(all, 0.5));
        result.put("gap_p99_ms", percentile(all, 0.99));
        result.put("gap_max_ms", percentile(all, 1));
        result.putAll(keys);
        System.out.printf("%,d messages, %d cuts: %d lost, %d duplicated, %d reordered%n", messages, cuts, lost, duplicated,
                reordered);
        return result;
    }

    private static long[] concat(long[] a, long[] b) {
        long[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Nearest rank, in milliseconds to a tenth. */
    private static double percentile(long[] sortedNanos, double share) {
        if (sortedNanos.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sortedNanos.length);
        return Math.round(sortedNanos[Math.max(rank, 1) - 1] / 1e5) / 10.0;
    }
}
