package org.pleach.scion.multipath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;

class RoundTripTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1000 * MS;
    private static final PathMetadata NOTHING = PathMetadata.of(List.of(new PathInterface(new IsdAs(1), 1),
            new PathInterface(new IsdAs(2), 1)), 1400);
    private static final PathMetadata ANNOUNCED = new PathMetadata(NOTHING.interfaces(), 1400, List.of(15 * MS),
            List.of(), List.of(), List.of(), List.of(), List.of());

    private final RoundTrip roundTrip = new RoundTrip();

    @Test
    void countsOnWhatIsAnnouncedOrConfiguredBeforeItKnows() {
        assertThat(roundTrip.smoothed()).isEqualTo(PathMetadata.UNKNOWN);
        assertThat(roundTrip.expected(ANNOUNCED, 150 * MS)).isEqualTo(30 * MS);
        assertThat(roundTrip.expected(NOTHING, 150 * MS)).isEqualTo(150 * MS);
        assertThat(roundTrip.late(ANNOUNCED, 150 * MS)).isGreaterThanOrEqualTo(150 * MS);
    }

    @Test
    void prefersAHintToAnAnnouncementAndAMeasurementToBoth() {
        roundTrip.hinted(40 * MS);
        assertThat(roundTrip.expected(ANNOUNCED, 150 * MS)).isEqualTo(40 * MS);
        roundTrip.measured(20 * MS, 0);
        assertThat(roundTrip.expected(ANNOUNCED, 150 * MS)).isEqualTo(20 * MS);
    }

    @Test
    void oneSlowAnswerDoesNotMakeThePathSlow() {
        roundTrip.measured(900 * MS, 0);
        roundTrip.measured(20 * MS, SECOND);
        roundTrip.measured(500 * MS, 2 * SECOND);
        assertThat(roundTrip.expected(NOTHING, 150 * MS)).isEqualTo(20 * MS);
        assertThat(roundTrip.late(NOTHING, 150 * MS)).isLessThanOrEqualTo(70 * MS);
    }

    @Test
    void aPathThatGotSlowerIsNoticedWithinTwentySeconds() {
        for (int i = 0; i < 5; i++) {
            roundTrip.measured(20 * MS, i * SECOND);
        }
        for (int i = 5; i < 26; i++) {
            roundTrip.measured(80 * MS, i * SECOND);
        }
        assertThat(roundTrip.expected(NOTHING, 150 * MS)).isEqualTo(80 * MS);
    }
}
