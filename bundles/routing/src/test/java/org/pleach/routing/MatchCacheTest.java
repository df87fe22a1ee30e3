package org.pleach.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MatchCacheTest {

    private final Sublist<String> sublist = new Sublist<>();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String match(MatchCache<String> cache, String subject) {
        byte[] bytes = bytes(subject);
        return NaiveSublist.describe(cache.match(bytes, 0, bytes.length));
    }

    @Test
    void answersASecondTimeFromMemory() {
        sublist.insert(bytes("foo"), null, "a");
        MatchCache<String> cache = sublist.newCache(100);
        assertThat(match(cache, "foo")).isEqualTo("[a] {}");
        assertThat(match(cache, "foo")).isEqualTo("[a] {}");
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(1);
    }

    @Test
    void forgetsExactlyWhatAChangeTouches() {
        MatchCache<String> cache = sublist.newCache(100);
        for (String subject : new String[] {"foo.a", "foo.b", "bar.a"}) {
            match(cache, subject);
        }
        sublist.insert(bytes("foo.a"), null, "x");
        assertThat(match(cache, "foo.a")).isEqualTo("[x] {}");
        assertThat(match(cache, "foo.b")).isEqualTo("[] {}");
        assertThat(cache.misses()).isEqualTo(4);
        sublist.insert(bytes("foo.*"), null, "y");
        assertThat(match(cache, "bar.a")).isEqualTo("[] {}");
        assertThat(cache.misses()).isEqualTo(4);
        assertThat(match(cache, "foo.a")).isEqualTo("[x, y] {}");
        assertThat(match(cache, "foo.b")).isEqualTo("[y] {}");
        sublist.remove(bytes("foo.*"), null, "y");
        assertThat(match(cache, "foo.b")).isEqualTo("[] {}");
        sublist.insert(bytes(">"), null, "z");
        assertThat(match(cache, "bar.a")).isEqualTo("[z] {}");
    }

    @Test
    void remembersAllSubjectsOfARoundThatFillsHalfOfIt() {
        for (int subjects : new int[] {100, 1000, 8000}) {
            MatchCache<String> cache = sublist.newCache(16 * 1024);
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < subjects; i++) {
                    match(cache, "round." + i + ".value");
                }
            }
            assertThat(cache.misses()).as("misses in 5 rounds of " + subjects).isBetween((long) subjects,
                    subjects + subjects / 100L);
            assertThat(cache.hits() + cache.misses()).isEqualTo(5L * subjects);
        }
    }

    @Test
    void forgetsEverythingWhenTooMuchChanged() {
        MatchCache<String> cache = sublist.newCache(100);
        match(cache, "foo");
        sublist.insert(bytes("foo"), null, "a");
        for (int i = 0; i < 3 * ChangeLog.KEPT; i++) {
            sublist.insert(bytes("other." + i), null, "b");
        }
        assertThat(match(cache, "foo")).isEqualTo("[a] {}");
    }

    @Test
    void staysWithinItsSize() {
        MatchCache<String> cache = sublist.newCache(1000);
        for (int i = 0; i < 20_000; i++) {
            match(cache, "foo." + i);
        }
        assertThat(cache.size()).isBetween(500, 1024);
        assertThat(match(cache, "foo.19999")).isEqualTo("[] {}");
        assertThat(cache.hits()).isEqualTo(1);
    }

    @Test
    void makesNoObjectOnAHit() {
        sublist.insert(bytes("foo.*"), null, "a");
        MatchCache<String> cache = sublist.newCache(100);
        byte[] subject = bytes("foo.bar");
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < 10_000; i++) {
                cache.match(subject, 0, subject.length);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
        }
        assertThat(least).isLessThan(10_000); // less than one byte a lookup: what the measurement itself makes
    }
}
