package org.pleach.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            ledger.published();
        }
    }

    @Test
    void numbersFromZero() {
        assertThat(ledger.published()).isZero();
        assertThat(ledger.published()).isEqualTo(1);
    }

    @Test
    void findsNothingWrongWithAStreamInOrder() {
        publish(3);
        ledger.received(0, 10);
        ledger.received(1, 20);
        ledger.received(2, 50);

        assertThat(ledger.snapshot()).isEqualTo(new Ledger.Snapshot(3, 3, 3, 0, 0, 0, 30));
    }

    @Test
    void countsWhatIsMissing() {
        publish(3);
        ledger.received(0, 10);
        ledger.received(2, 20);

        assertThat(ledger.snapshot().missing()).isEqualTo(1);
        assertThat(ledger.snapshot().reordered()).isZero();
    }

    @Test
    void namesTheFirstOfThoseMissing() {
        publish(6);
        ledger.received(0, 10);
        ledger.received(3, 20);

        assertThat(ledger.missing(3)).containsExactly(1L, 2L, 4L);
        assertThat(ledger.missing(9)).containsExactly(1L, 2L, 4L, 5L);
    }

    @Test
    void countsAMessageThatComesTwiceOnceAsDuplicate() {
        publish(2);
        ledger.received(0, 10);
        ledger.received(1, 20);
        ledger.received(0, 30);

        assertThat(ledger.snapshot().duplicated()).isEqualTo(1);
        assertThat(ledger.snapshot().reordered()).isZero();
        assertThat(ledger.snapshot().missing()).isZero();
    }

    @Test
    void countsAMessageOvertakenByALaterOneAsReordered() {
        publish(3);
        ledger.received(0, 10);
        ledger.received(2, 20);
        ledger.received(1, 30);

        assertThat(ledger.snapshot().reordered()).isEqualTo(1);
        assertThat(ledger.snapshot().missing()).isZero();
    }

    @Test
    void keepsTheLongestGapOfEachWindow() {
        publish(5);
        ledger.received(0, 0);
        ledger.openWindow(5);
        ledger.received(1, 10);
        ledger.received(2, 40);
        ledger.closeWindow(45);
        ledger.openWindow(46);
        ledger.received(3, 60);
        ledger.closeWindow(65);

        assertThat(ledger.windowGaps()).containsExactly(20, 30);
    }

    @Test
    void countsASilenceThatOutlastsTheWindow() {
        publish(2);
        ledger.received(0, 0);
        ledger.openWindow(5);

        assertThat(ledger.closeWindow(1_000)).isEqualTo(1_000);
    }

    @Test
    void refusesToCloseAWindowThatIsNotOpen() {
        assertThatThrownBy(() -> ledger.closeWindow(0)).isInstanceOf(IllegalStateException.class);
    }
}
