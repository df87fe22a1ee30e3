package org.pleach.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class RoutingFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void trieAndCacheAgreeWithTheNaiveMatcher(FuzzedDataProvider data) {
        Sublist<String> sublist = new Sublist<>();
        MatchCache<String> cache = sublist.newCache(8);
        NaiveSublist naive = new NaiveSublist();
        while (data.remainingBytes() > 0) {
            int what = data.consumeInt(0, 3);
            String subject = data.consumeAsciiString(12);
            byte[] bytes = subject.getBytes(StandardCharsets.US_ASCII);
            if (what == 0 && Subjects.isValid(bytes)) {
                String name = "n" + naive.entries.size();
                naive.entries.add(new NaiveSublist.Entry(subject, null, name));
                sublist.insert(bytes, null, name);
            } else if (what == 1 && !naive.entries.isEmpty()) {
                NaiveSublist.Entry entry = naive.entries.remove(data.consumeInt(0, naive.entries.size() - 1));
                assertThat(sublist.remove(entry.subject().getBytes(StandardCharsets.US_ASCII), null,
                        entry.subscriber())).isTrue();
            } else {
                String expected = naive.match(subject);
                assertThat(NaiveSublist.describe(sublist.match(bytes))).isEqualTo(expected);
                assertThat(NaiveSublist.describe(cache.match(bytes, 0, bytes.length))).isEqualTo(expected);
            }
        }
    }

    @FuzzTest(maxDuration = "30s")
    void patternsCoverAndOverlapWhatTheyMatch(FuzzedDataProvider data) {
        byte[] pattern = data.consumeAsciiString(16).getBytes(StandardCharsets.US_ASCII);
        byte[] subject = data.consumeRemainingAsAsciiString().getBytes(StandardCharsets.US_ASCII);
        if (Subjects.isValid(pattern) && Subjects.isValidPublish(subject, 0, subject.length)) {
            boolean matches = Subjects.matches(pattern, subject);
            assertThat(Subjects.covers(pattern, subject)).isEqualTo(matches);
            assertThat(Subjects.overlap(pattern, subject)).isEqualTo(matches);
        }
    }
}
