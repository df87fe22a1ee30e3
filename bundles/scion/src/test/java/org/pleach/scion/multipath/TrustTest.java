package org.pleach.scion.multipath;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pleach.scion.ScionOptions;

class TrustTest {

    private static final long SECOND = 1_000_000_000L;

    private final Trust trust = new Trust(Settings.of(ScionOptions.defaults()), 0);

    @Test
    void isTrustedAtFirstAndEligibleAfterAWhile() {
        assertThat(trust.isTrusted()).isTrue();
        assertThat(trust.isEligible(SECOND)).isFalse();
        assertThat(trust.isEligible(2 * SECOND)).isTrue();
    }

    @Test
    void isTrustedAgainAfterTwoAnswersInARow() {
        assertThat(trust.distrust("silent", 10 * SECOND)).isTrue();
        assertThat(trust.distrust("silent", 11 * SECOND)).as("no news").isFalse();
        assertThat(trust.answered(12 * SECOND)).isFalse();
        trust.probeLost();
        assertThat(trust.answered(13 * SECOND)).isFalse();
        assertThat(trust.answered(14 * SECOND)).isTrue();
        assertThat(trust.isTrusted()).isTrue();
        assertThat(trust.isEligible(15 * SECOND)).isFalse();
        assertThat(trust.isEligible(16 * SECOND)).isTrue();
    }

    @Test
    void asksLessAndLessOften() {
        trust.distrust("silent", 0);
        long first = trust.nextInterval();
        for (int i = 0; i < 10; i++) {
            trust.nextInterval();
        }
        assertThat(first).isEqualTo(SECOND / 5);
        assertThat(trust.nextInterval()).isEqualTo(5 * SECOND);
    }

    @Test
    void waitsLongerAfterEachFailure() {
        long now = 10 * SECOND;
        long[] waited = new long[4];
        for (int i = 0; i < waited.length; i++) {
            trust.distrust("silent", now);
            trust.answered(now);
            trust.answered(now);
            waited[i] = trust.eligibleFrom() - now;
            now += 20 * SECOND;
        }
        assertThat(waited).containsExactly(2 * SECOND, 4 * SECOND, 8 * SECOND, 16 * SECOND);
    }

    @Test
    void afterTrafficLeftItAProbeHasToComeBackFirst() {
        trust.answered(SECOND);
        trust.avoid(10 * SECOND);
        assertThat(trust.isTrusted()).isTrue();
        assertThat(trust.isEligible(60 * SECOND)).isFalse();
        trust.answered(61 * SECOND);
        assertThat(trust.isEligible(61 * SECOND)).isTrue();
    }
}
