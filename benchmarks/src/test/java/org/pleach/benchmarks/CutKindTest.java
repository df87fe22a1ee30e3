package org.pleach.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CutKindTest {

    @Test
    void readsWhatTheCommandLineNames() {
        for (CutKind kind : CutKind.values()) {
            assertThat(CutKind.parse(kind.text())).isEqualTo(kind);
        }
    }

    @Test
    void namesAllThereAreWhenAskedForAnother() {
        assertThatIllegalArgumentException().isThrownBy(() -> CutKind.parse("hail")).withMessageContaining(
                "expected one of silent, scmp, oneway, flap, mtu, expiry, dark, loss, daemon, got \"hail\"");
    }

    @Test
    void takesTheNearestRankAsPercentile() {
        long[] gaps = {1_000_000, 2_000_000, 3_000_000, 40_000_000};
        assertThat(FailoverReport.percentile(gaps, 0.5)).isEqualTo(2.0);
        assertThat(FailoverReport.percentile(gaps, 0.99)).isEqualTo(40.0);
        assertThat(FailoverReport.percentile(new long[0], 0.5)).isZero();
    }
}
