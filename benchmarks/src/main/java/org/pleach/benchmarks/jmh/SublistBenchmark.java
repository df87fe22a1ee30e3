package org.pleach.benchmarks.jmh;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pleach.routing.Match;
import org.pleach.routing.MatchCache;
import org.pleach.routing.Sublist;

/** From a subject to its subscriptions, with and without the cache, as subscriptions grow. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SublistBenchmark {

    private static final int SUBJECTS = 1024;
    private static final int CACHED = 4096;

    /** Subscriptions, every tenth with a wildcard. */
    @Param({"1000", "100000", "1000000"})
    public int subscriptions;

    private final byte[][] subjects = new byte[SUBJECTS][];
    private Sublist<Integer> sublist;
    private MatchCache<Integer> cache;
    private int next;

    /** Fills the trie. */
    @Setup
    public void fill() {
        sublist = new Sublist<>();
        for (int i = 0; i < subscriptions; i++) {
            String pattern = i % 10 == 0 ? subject(i).replace(".value", ".*") : subject(i);
            sublist.insert(pattern.getBytes(StandardCharsets.US_ASCII), null, i);
        }
        for (int i = 0; i < SUBJECTS; i++) {
            subjects[i] = subject((int) ((long) i * subscriptions / SUBJECTS)).getBytes(StandardCharsets.US_ASCII);
        }
        cache = sublist.newCache(CACHED);
    }

    private static String subject(int i) {
        return "orders." + i % 97 + ".item" + i + ".value";
    }

    /** A subject seen before. */
    @Benchmark
    public Match<Integer> cached() {
        byte[] subject = subjects[next++ & SUBJECTS - 1];
        return cache.match(subject, 0, subject.length);
    }

    /** A walk through the trie. */
    @Benchmark
    public Match<Integer> walk() {
        return sublist.match(subjects[next++ & SUBJECTS - 1]);
    }
}
