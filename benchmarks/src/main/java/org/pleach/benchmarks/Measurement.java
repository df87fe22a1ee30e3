package org.pleach.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of a load cost.
 *
 * @param cpuSecondsPerMillion CPU time of the server processes per million units of work
 * @param perSecond            units of work per second
 * @param p99Micros            99th percentile of a round trip in microseconds, 0 where there is none
 */
record Measurement(double cpuSecondsPerMillion, double perSecond, double p99Micros) {

    /** Runs {@code load} from {@code in} to {@code out}, which may be one server or two. */
    static Measurement of(Load load, Server in, Server out, int messages) throws IOException, InterruptedException {
        long before = cpu(in, out);
        Load.Work work = load.run(in, out, messages);
        long cpu = cpu(in, out) - before;
        return new Measurement(cpu / 1e9 / work.units() * 1e6, work.units() * 1e9 / work.nanos(), work.p99Nanos() / 1e3);
    }

    private static long cpu(Server in, Server out) {
        return in.cpuTime().toNanos() + (in == out ? 0 : out.cpuTime().toNanos());
    }

    static Measurement median(List<Measurement> all) {
        return new Measurement(
                middle(all.stream().mapToDouble(Measurement::cpuSecondsPerMillion).toArray()),
                middle(all.stream().mapToDouble(Measurement::perSecond).toArray()),
                middle(all.stream().mapToDouble(Measurement::p99Micros).toArray()));
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    static void printHead() {
        System.out.printf("%-32s %25s %8s   %29s %8s%n", "", "CPU-seconds per million", "", "per second", "");
        System.out.printf("%-32s %12s %12s %8s   %14s %14s %8s%n", "", "pleach", "nats-server", "ratio", "pleach",
                "nats-server", "ratio");
    }

    /** Prints one row and returns it for the JSON. */
    static Map<String, Object> row(String name, Measurement ours, Measurement theirs) {
        double cpuRatio = ours.cpuSecondsPerMillion / theirs.cpuSecondsPerMillion;
        double throughputRatio = ours.perSecond / theirs.perSecond;
        System.out.printf("%-32s %12.3f %12.3f %8.2f   %,14.0f %,14.0f %8.2f%n", name, ours.cpuSecondsPerMillion,
                theirs.cpuSecondsPerMillion, cpuRatio, ours.perSecond, theirs.perSecond, throughputRatio);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("cpu_ratio", cpuRatio);
        row.put("throughput_ratio", throughputRatio);
        if (theirs.p99Micros > 0) {
            System.out.printf("%-32s p99 %.0f µs against %.0f µs%n", "", ours.p99Micros, theirs.p99Micros);
            row.put("p99_ratio", ours.p99Micros / theirs.p99Micros);
        }
        row.put("pleach_cpu_s_per_million", ours.cpuSecondsPerMillion);
        row.put("peer_cpu_s_per_million", theirs.cpuSecondsPerMillion);
        row.put("pleach_per_second", ours.perSecond);
        row.put("peer_per_second", theirs.perSecond);
        return row;
    }
}
