package org.pleach.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.rig.Ledger;
import org.pleach.rig.RawStream;

/** The account of a failover run: what was lost, doubled or overtaken, and the gaps, per direction and over both. */
final class FailoverReport {

    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final double NANOS_PER_TENTH = 1e5;

    private final List<RawStream> streams;

    FailoverReport(List<RawStream> streams) {
        this.streams = streams;
    }

    /** Ends the streams, waits for what is under way and sums up. */
    Map<String, Object> sum(int cuts) throws IOException, InterruptedException {
        long messages = 0;
        long lost = 0;
        long duplicated = 0;
        long reordered = 0;
        double stall = longestStall(streams);
        Map<String, Object> sides = new LinkedHashMap<>();
        long[] all = new long[0];
        for (RawStream stream : streams) {
            Ledger.Snapshot account = stream.finish(DRAIN);
            messages += account.published();
            lost += account.missing();
            duplicated += account.duplicated();
            reordered += account.reordered();
            long[] gaps = stream.ledger().windowGaps();
            String side = stream.name().split(" ")[0];
            System.out.printf("%-22s gap p50 %.1f ms, p99 %.1f ms, max %.1f ms%n", stream.name(),
                    percentile(gaps, 0.5), percentile(gaps, 0.99), percentile(gaps, 1));
            sides.put(side + "_gap_p50_ms", percentile(gaps, 0.5));
            sides.put(side + "_gap_p99_ms", percentile(gaps, 0.99));
            sides.put(side + "_gap_max_ms", percentile(gaps, 1));
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
        result.put("longest_stall_ms", stall);
        result.putAll(sides);
        System.out.printf("%,d messages, %d cuts: %d lost, %d duplicated, %d reordered, longest stall %.1f ms%n",
                messages, cuts, lost, duplicated, reordered, stall);
        return result;
    }

    /** The longest time between two arrivals of one stream, in milliseconds to a tenth. */
    static double longestStall(List<RawStream> streams) {
        long stall = streams.stream().mapToLong(stream -> stream.ledger().snapshot().longestGapNanos()).max().orElse(0);
        return Math.round(stall / NANOS_PER_TENTH) / 10.0;
    }

    private static long[] concat(long[] a, long[] b) {
        long[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Nearest rank, in milliseconds to a tenth. */
    static double percentile(long[] sortedNanos, double share) {
        if (sortedNanos.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sortedNanos.length);
        return Math.round(sortedNanos[Math.max(rank, 1) - 1] / NANOS_PER_TENTH) / 10.0;
    }
}
