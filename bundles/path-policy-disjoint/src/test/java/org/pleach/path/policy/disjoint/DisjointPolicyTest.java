package org.pleach.path.policy.disjoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisjointPolicyTest {

    private static final TestPath XY = TestPath.of("1-ff00:0:111#3 1-ff00:0:112#3");
    private static final TestPath XAY = TestPath.of("1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#2 1-ff00:0:112#1");
    private static final TestPath XBY = TestPath.of("1-ff00:0:111#2 1-ff00:0:120#1 1-ff00:0:120#2 1-ff00:0:112#2");
    private static final TestPath XABY = TestPath.of(
            "1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#3 1-ff00:0:120#3 1-ff00:0:120#2 1-ff00:0:112#2");
    private static final TestPath XBAY = TestPath.of(
            "1-ff00:0:111#2 1-ff00:0:120#1 1-ff00:0:120#3 1-ff00:0:110#3 1-ff00:0:110#2 1-ff00:0:112#1");

    private final DisjointPolicy policy = new DisjointPolicy();

    @Test
    void theFirstStaysAndTheLeastOverlappingFollows() {
        assertThat(policy.apply(List.of(XABY, XAY, XBY, XBAY, XY))).startsWith(XABY, XY);
        assertThat(policy.apply(List.of(XAY, XABY, XBY))).containsExactly(XAY, XBY, XABY);
        assertThat(policy.apply(List.of(XABY, XAY, XBAY))).startsWith(XABY, XBAY);
    }

    @Test
    void whatSharesNoLinkMayShareAnAsButLaterThanWhatSharesNeither() {
        TestPath overA = TestPath.of("1-1#1 1-5#1 1-5#2 1-9#1");
        TestPath alsoOverA = TestPath.of("1-1#2 1-5#3 1-5#4 1-9#2");
        TestPath elsewhere = TestPath.of("1-1#3 1-6#3 1-6#4 1-9#3");
        assertThat(policy.apply(List.of(overA, alsoOverA, elsewhere))).containsExactly(overA, elsewhere, alsoOverA);
    }

    @Test
    void equalsKeepTheirOrder() {
        assertThat(policy.apply(List.of(XY, XAY, XBY))).containsExactly(XY, XAY, XBY);
        assertThat(policy.apply(List.of(XY, XBY, XAY))).containsExactly(XY, XBY, XAY);
        assertThat(policy.apply(List.of(XY))).containsExactly(XY);
    }

    @Test
    void hundredsOfPathsAreOrderedAndOfThousandsTheFirst() {
        List<TestPath> many = new ArrayList<>();
        for (int i = 1; i <= 2000; i++) {
            many.add(TestPath.of("1-1#" + i % 7 + " 1-5#" + i % 7 + " 1-5#" + (i + 10) + " 1-9#" + i));
        }
        List<TestPath> ordered = policy.apply(many);
        assertThat(ordered).hasSize(2000).containsAll(many).startsWith(many.get(0));
        assertThat(ordered.subList(0, 7)).extracting(path -> path.metadata().interfaces().get(0)).doesNotHaveDuplicates();
    }
}
