package org.pleach.path.policy.sticky;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StickyPolicyTest {

    private static final TestPath FIRST = TestPath.of("1-1#1 1-9#1").announcing(20, 1000);
    private static final TestPath SECOND = TestPath.of("1-1#2 1-9#2").announcing(23, 1000);

    private final StickyPolicy policy = new StickyPolicy(20);

    @Test
    void keepsThePathInUseWhereTheOtherIsLittleBetter() {
        TestPath used = SECOND.used(46);
        assertThat(policy.apply(List.of(FIRST, used))).containsExactly(used, FIRST);
    }

    @Test
    void letsAMuchBetterOneThrough() {
        TestPath used = SECOND.used(60);
        assertThat(policy.apply(List.of(FIRST, used))).containsExactly(FIRST, used);
        TestPath wide = FIRST.announcing(20, 5000);
        assertThat(policy.apply(List.of(wide, SECOND.used(46)))).first().isEqualTo(wide);
    }

    @Test
    void measuredLatenciesCountMoreThanAnnouncedOnes() {
        TestPath used = SECOND.announcing(500, 1000).used(46);
        assertThat(policy.apply(List.of(FIRST, used))).first().isEqualTo(used);
        TestPath slow = FIRST.announcing(1, 1000).measured(90);
        assertThat(policy.apply(List.of(slow, used))).first().isEqualTo(used);
    }

    @Test
    void twoPathsAboutAsGoodNeverTakeTurns() {
        TestPath current = FIRST;
        TestPath other = SECOND;
        int turns = 0;
        for (int i = 0; i < 100; i++) {
            TestPath used = current.used(i % 2 == 0 ? 44 : 40);
            TestPath idle = other.measured(i % 2 == 0 ? 40 : 44);
            List<TestPath> byLatency = i % 2 == 0 ? List.of(idle, used) : List.of(used, idle);
            if (policy.apply(byLatency).get(0) != used) {
                turns++;
            }
        }
        assertThat(turns).isZero();
    }

    @Test
    void changesNothingWithoutAPathInUse() {
        assertThat(policy.apply(List.of(FIRST, SECOND))).containsExactly(FIRST, SECOND);
    }

    @Test
    void keepsItsMarginWhenToldNonsense() {
        StickyPolicy steady = new StickyPolicy(-1);
        TestPath used = SECOND.used(46);
        assertThat(steady.apply(List.of(FIRST, used))).first().isEqualTo(used);
    }
}
