package org.pleach.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SublistTest {

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private final Sublist<String> sublist = new Sublist<>();

    private String match(String subject) {
        return NaiveSublist.describe(sublist.match(bytes(subject)));
    }

    @Test
    void findsPlainSubscriptionsAndQueueGroups() {
        sublist.insert(bytes("foo.bar"), null, "a");
        sublist.insert(bytes("foo.*"), null, "b");
        sublist.insert(bytes("foo.>"), bytes("q"), "c");
        sublist.insert(bytes("foo.bar"), bytes("q"), "d");
        sublist.insert(bytes("foo.bar"), bytes("r"), "e");
        assertThat(match("foo.bar")).isEqualTo("[a, b] {q=[c, d], r=[e]}");
        assertThat(match("foo.baz")).isEqualTo("[b] {q=[c]}");
        assertThat(match("foo.bar.baz")).isEqualTo("[] {q=[c]}");
        assertThat(match("foo")).isEqualTo("[] {}");
        assertThat(sublist.size()).isEqualTo(5);
    }

    @Test
    void tellsWhetherASubscriptionWasThere() {
        String one = "a";
        assertThat(sublist.insert(bytes("foo"), null, one)).isTrue();
        assertThat(sublist.insert(bytes("foo"), null, one)).isFalse();
        assertThat(sublist.insert(bytes("foo"), bytes("q"), one)).isTrue();
        assertThat(sublist.remove(bytes("foo"), null, "other")).isFalse();
        assertThat(sublist.remove(bytes("fo"), null, one)).isFalse();
        assertThat(sublist.remove(bytes("foo"), bytes("r"), one)).isFalse();
        assertThat(sublist.remove(bytes("foo"), null, one)).isTrue();
        assertThat(sublist.remove(bytes("foo"), null, one)).isFalse();
        assertThat(sublist.remove(bytes("foo"), bytes("q"), one)).isTrue();
        assertThat(sublist.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foo.", ".foo", "foo..bar", "."})
    void matchesNothingWithAnEmptyToken(String subject) {
        sublist.insert(bytes(">"), null, "a");
        sublist.insert(bytes("*.*"), null, "b");
        sublist.insert(bytes("foo.*.bar"), null, "c");
        assertThat(sublist.match(bytes(subject)).isEmpty()).isTrue();
    }

    @Test
    void refusesToInsertAnInvalidSubject() {
        assertThatThrownBy(() -> sublist.insert(bytes("foo..bar"), null, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("foo..bar");
    }

    @Test
    void takesWildcardsInAPublishedSubjectAsTokens() {
        sublist.insert(bytes("foo.*"), null, "a");
        sublist.insert(bytes("foo.bar"), null, "b");
        assertThat(match("foo.*")).isEqualTo("[a] {}");
    }

    @Test
    void keepsManySubscribersToOneSubjectAndLosesThemAgain() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            names.add("s" + i);
            sublist.insert(bytes("foo"), null, names.get(i));
            sublist.insert(bytes("foo"), bytes("q"), names.get(i));
        }
        assertThat(sublist.match(bytes("foo")).plainCount()).isEqualTo(500);
        assertThat(sublist.match(bytes("foo")).queueSize(0)).isEqualTo(500);
        for (int i = 0; i < 499; i++) {
            assertThat(sublist.remove(bytes("foo"), null, names.get(i))).isTrue();
            assertThat(sublist.remove(bytes("foo"), bytes("q"), names.get(i))).isTrue();
        }
        assertThat(match("foo")).isEqualTo("[s499] {q=[s499]}");
    }

    @Test
    void showsEverySubscription() {
        sublist.insert(bytes("foo.*.baz"), null, "a");
        sublist.insert(bytes("foo.>"), bytes("q"), "b");
        List<String> seen = new ArrayList<>();
        sublist.forEach((subject, queue, subscriber) -> seen.add(
                new String(subject) + " " + (queue == null ? "-" : new String(queue)) + " " + subscriber));
        assertThat(seen).containsExactlyInAnyOrder("foo.*.baz - a", "foo.> q b");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTheNaiveMatcherWithAndWithoutCache(long seed) {
        Random random = new Random(seed);
        NaiveSublist naive = new NaiveSublist();
        MatchCache<String> cache = sublist.newCache(64);
        int names = 0;
        for (int step = 0; step < 4000; step++) {
            int what = random.nextInt(10);
            if (what < 2 || what < 4 && naive.entries.size() < 60) {
                NaiveSublist.Entry entry = new NaiveSublist.Entry(RandomSubjects.pattern(random),
                        random.nextInt(3) == 0 ? "q" + random.nextInt(3) : null, "n" + names++);
                naive.entries.add(entry);
                assertThat(sublist.insert(bytes(entry.subject()), bytes(entry.queue()), entry.subscriber())).isTrue();
            } else if (what < 4) {
                NaiveSublist.Entry entry = naive.entries.remove(random.nextInt(naive.entries.size()));
                assertThat(sublist.remove(bytes(entry.subject()), bytes(entry.queue()), entry.subscriber())).isTrue();
            } else {
                String subject = RandomSubjects.literal(random);
                byte[] around = bytes("x." + subject + ".y");
                String expected = naive.match(subject);
                assertThat(match(subject)).as(subject).isEqualTo(expected);
                assertThat(NaiveSublist.describe(cache.match(around, 2, around.length - 4))).as(subject)
                        .isEqualTo(expected);
            }
            assertThat(sublist.size()).isEqualTo(naive.entries.size());
        }
        assertThat(cache.hits()).isPositive();
        assertThat(cache.size()).isLessThanOrEqualTo(64);
    }
}
