package org.pleach.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.pleach.rig.ClusterPorts;
import org.pleach.rig.ClusterSettings;
import org.pleach.rig.Distribution;
import org.pleach.rig.Ledger;
import org.pleach.rig.RawStream;
import org.pleach.rig.ScionCluster;
import org.pleach.sandbox.SandboxOptions;

/**
 * Two brokers over the sandbox at 20 ms round trip, numbered messages both ways, and bad weather at random moments. The
 * gap of a cut is the longest time between two arrivals from just before it to just before the next one.
 */
final class FailoverScenario implements Scenario {

    /** After this much time no further cut begins in a quick run, so that it ends within 50 s on a busy machine too. */
    private static final Duration QUICK_TIME = Duration.ofSeconds(22);
    private static final int RATE = 1000;
    private static final int SIZE = 128;
    private static final int WARM_UP_MILLIS = 3_000;
    private static final int CALM_MILLIS = 3_000;
    private static final int LEAST_REST_MILLIS = 300;
    private static final int MORE_REST_MILLIS = 500;
    private static final Duration PATH_LIFETIME = Duration.ofSeconds(20);
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String description() {
        return "bad weather for two brokers over the sandbox [--mode failover|redundant|spread] [--cut "
                + CutKind.all("|") + "] [--cuts N] [--rate N] [--seed N]";
    }

    @Override
    public Map<String, Object> run(HarnessOptions options) throws Exception {
        CutKind kind = CutKind.parse(options.settings().getOrDefault("cut", "silent"));
        String mode = options.settings().getOrDefault("mode", "failover");
        int cuts = options.number("cuts", kind.cuts(options.quick()));
        int rate = options.number("rate", RATE);
        int seed = options.number("seed", (int) (System.nanoTime() & 0xFFFF));
        Path work = Files.createTempDirectory("pleach-failover");
        System.out.printf("%s, %d cuts (%s), %,d messages/s of %d B each way, seed %d, logs in %s%n", mode, cuts,
                kind.text(), rate, SIZE, seed, work);
        ClusterSettings settings = ClusterSettings.of(SandboxOptions.DEFAULT.withSeed(seed), ClusterPorts.free())
                .withPathMode(mode);
        if (kind == CutKind.EXPIRY) {
            settings = settings.withPathLifetime(PATH_LIFETIME);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("mode", mode);
        result.put("cut", kind.text());
        result.put("rate", rate);
        result.put("seed", seed);
        try (ScionCluster cluster = ScionCluster.start(Distribution.ofSystemProperty(), work, settings);
                RawStream dialling = stream("dialling side sends", cluster.second(), cluster.first(), rate);
                RawStream accepting = stream("accepting side sends", cluster.first(), cluster.second(), rate)) {
            List<RawStream> streams = List.of(dialling, accepting);
            TimeUnit.MILLISECONDS.sleep(WARM_UP_MILLIS);
            streams.forEach(stream -> stream.ledger().forgetLongestGap());
            Map<String, Object> calm = new CalmTraffic(cluster).measure(CALM_MILLIS);
            calm.put("calm_stall_ms", FailoverReport.longestStall(streams));
            Weather weather = new Weather(cluster, kind, new Random(seed));
            Random random = new Random(seed);
            long end = System.nanoTime() + QUICK_TIME.toNanos();
            long drainedNanos = 0;
            int done = 0;
            while (done < cuts && !(options.quick() && System.nanoTime() > end)) {
                drainedNanos = Math.max(drainedNanos, cut(weather, kind, random, streams));
                done++;
            }
            result.putAll(new FailoverReport(streams).sum(done));
            result.putAll(calm);
            if (kind == CutKind.DARK) {
                result.put("drained_ms", Math.round(drainedNanos / 1e5) / 10.0);
            }
        }
        return result;
    }

    private static RawStream stream(String name, ScionCluster.Node from, ScionCluster.Node to, int rate)
            throws IOException, InterruptedException {
        return RawStream.start(name, from.clientPort(), to.clientPort(), "failover." + name.split(" ")[0], SIZE, rate);
    }

    /** One cut with the rest after it; returns how long after healing what was published before it had all arrived. */
    private static long cut(Weather weather, CutKind kind, Random random, List<RawStream> streams)
            throws IOException, InterruptedException {
        TimeUnit.MICROSECONDS.sleep(random.nextInt(100_000));
        long start = System.nanoTime();
        streams.forEach(stream -> stream.ledger().openWindow(start));
        String what = weather.strike();
        TimeUnit.MILLISECONDS.sleep(kind.outage().toMillis());
        weather.clear();
        long drained = kind == CutKind.DARK ? awaitDrained(streams) : 0;
        TimeUnit.MILLISECONDS.sleep(LEAST_REST_MILLIS + random.nextInt(MORE_REST_MILLIS));
        long end = System.nanoTime();
        double[] gaps = streams.stream().mapToDouble(stream -> stream.ledger().closeWindow(end) / 1e6).toArray();
        System.out.printf("  gap %7.1f ms (dialling side sends) %7.1f ms (accepting side sends), %s%s%n", gaps[0],
                gaps[1], what, drained == 0 ? "" : String.format(", drained after %.1f ms", drained / 1e6));
        return drained;
    }

    private static long awaitDrained(List<RawStream> streams) throws InterruptedException {
        long healed = System.nanoTime();
        List<Long> published = streams.stream().map(stream -> stream.ledger().snapshot().published()).toList();
        boolean drained = false;
        while (!drained && System.nanoTime() - healed < DRAIN_PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(2);
            drained = true;
            for (int i = 0; i < streams.size(); i++) {
                Ledger.Snapshot now = streams.get(i).ledger().snapshot();
                drained &= now.distinct() >= published.get(i);
            }
        }
        return System.nanoTime() - healed;
    }
}
