package org.pleach.scion.multipath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pleach.path.PathMetadata;

class RoundTripTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1000 * MS;
    private final RoundTrip roundTrip = new RoundTrip();

    @Test
    void countsOnWhatIsAnnouncedOrConfiguredBeforeItKnows() {
        assertThat(roundTrip.smoothed()).isEqualTo(PathMetadata.UNKNOWN);
        assertThat(roundTrip.expected(150 * MS)).isEqualTo(150 * MS);
        roundTrip.announced(OptionalLong.of(15 * MS));
        assertThat(roundTrip.expected(150 * MS)).isEqualTo(30 * MS);
        assertThat(roundTrip.late(150 * MS)).isGreaterThanOrEqualTo(150 * MS);
        roundTrip.announced(OptionalLong.empty());
        assertThat(roundTrip.expected(150 * MS)).isEqualTo(150 * MS);
    }

    @Test
    void prefersAHintToAnAnnouncementAndAMeasurementToBoth() {
        roundTrip.announced(OptionalLong.of(15 * MS));
        roundTrip.hinted(40 * MS);
        assertThat(roundTrip.expected(150 * MS)).isEqualTo(40 * MS);
        roundTrip.measured(20 * MS, 0);
        assertThat(roundTrip.expected(150 * MS)).isEqualTo(20 * MS);
    }

    @Test
    void oneSlowAnswerDoesNotMakeThePathSlow() {
        roundTrip.measured(900 * MS, 0);
        roundTrip.measured(20 * MS, SECOND);
        roundTrip.measured(500 * MS, 2 * SECOND);
        assertThat(roundTrip.expected(150 * MS)).isEqualTo(20 * MS);
        assertThat(roundTrip.late(150 * MS)).isLessThanOrEqualTo(70 * MS);
    }

    @Test
    void aPathThatGotSlowerIsNoticedWithinTwentySeconds() {
        for (int i = 0; i < 5; i++) {
            roundTrip.measured(20 * MS, i * SECOND);
        }
        for (int i = 5; i < 26; i++) {
            roundTrip.measured(80 * MS, i * SECOND);
        }
        assertThat(roundTrip.expected(150 * MS)).isEqualTo(80 * MS);
    }
}
