package org.pleach.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrentSublistTest {

    private static final long HOW_LONG = TimeUnit.MILLISECONDS.toNanos(700);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Sublist<String> sublist = new Sublist<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a thread has subscribed to must be found by it at once, and be gone at once when removed, through any cache.
     */
    @Test
    void aChangeIsSeenByEveryLookupThatStartsAfterIt() throws Exception {
        List<Future<Integer>> done = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String name = "t" + t;
            long seed = t;
            done.add(threads.submit(() -> churn(name, new Random(seed))));
        }
        for (Future<Integer> each : done) {
            assertThat(each.get()).isPositive();
        }
        assertThat(sublist.size()).isZero();
    }

    private int churn(String name, Random random) {
        MatchCache<String> cache = sublist.newCache(256);
        long end = System.nanoTime() + HOW_LONG;
        int rounds = 0;
        while (System.nanoTime() - end < 0) {
            String literal = RandomSubjects.literal(random);
            String pattern = random.nextBoolean() ? literal : literal.replaceFirst("[^.]+$", random.nextBoolean() ? "*"
                    : ">");
            byte[] subject = bytes(literal);
            String subscriber = new String(name);
            sublist.insert(bytes(pattern), null, subscriber);
            assertThat(has(cache.match(subject, 0, subject.length), subscriber)).as("%s after +%s", literal, pattern)
                    .isTrue();
            sublist.remove(bytes(pattern), null, subscriber);
            assertThat(has(cache.match(subject, 0, subject.length), subscriber)).as("%s after -%s", literal, pattern)
                    .isFalse();
            rounds++;
        }
        return rounds;
    }

    private static boolean has(Match<String> match, String subscriber) {
        for (int i = 0; i < match.plainCount(); i++) {
            if (match.plain(i) == subscriber) {
                return true;
            }
        }
        return false;
    }

    /** A change made by one thread and told to another must be seen by the other's cache. */
    @Test
    void aChangeToldToAnotherThreadIsSeenThere() throws Exception {
        AtomicInteger told = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        String subscriber = "s";
        Future<Integer> reader = threads.submit(() -> {
            MatchCache<String> cache = sublist.newCache(16);
            int seen = 0;
            byte[] subject = bytes("foo.bar");
            while (seen >= 0) {
                int now = told.get();
                if (now == -1) {
                    return seen;
                }
                if (now != seen) {
                    assertThat(has(cache.match(subject, 0, 7), subscriber)).isEqualTo(now % 2 == 1);
                    seen = now;
                    asked.set(now);
                }
            }
            return seen;
        });
        long end = System.nanoTime() + HOW_LONG;
        int step = 0;
        while (System.nanoTime() - end < 0 && !reader.isDone()) {
            step++;
            byte[] pattern = bytes(step / 2 % 2 == 0 ? "foo.*" : "foo.bar");
            if (step % 2 == 1) {
                pattern = bytes((step + 1) / 2 % 2 == 0 ? "foo.*" : "foo.bar");
                sublist.insert(pattern, null, subscriber);
            } else {
                sublist.remove(pattern, null, subscriber);
            }
            told.set(step);
            while (asked.get() != step && !reader.isDone()) {
                Thread.onSpinWait();
            }
        }
        told.set(-1);
        assertThat(reader.get()).isPositive();
    }
}
