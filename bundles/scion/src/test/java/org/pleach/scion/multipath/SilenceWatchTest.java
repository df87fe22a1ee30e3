package org.pleach.scion.multipath;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceWatchTest {

    private static final long MS = 1_000_000;
    private static final int SMALL = 50;
    private static final int BIG = 500;

    private final SilenceWatch watch = new SilenceWatch();

    @Test
    void nothingIsOwedAtFirst() {
        assertThat(watch.owedSince()).isEqualTo(SilenceWatch.NONE);
        assertThat(watch.maybeOwedSince()).isEqualTo(SilenceWatch.NONE);
        watch.restart(5);
        assertThat(watch.owedSince()).isEqualTo(SilenceWatch.NONE);
    }

    @Test
    void aBigDatagramIsAnsweredForCertain() {
        watch.received(0, 0);
        watch.sent(BIG, MS);
        watch.sent(BIG, 2 * MS);
        assertThat(watch.owedSince()).isEqualTo(MS);
    }

    @Test
    void aSmallOneRightAfterSomethingCameMayBeAnAcknowledgement() {
        watch.received(0, 0);
        watch.sent(SMALL, MS);
        assertThat(watch.owedSince()).isEqualTo(SilenceWatch.NONE);
        assertThat(watch.maybeOwedSince()).isEqualTo(MS);
    }

    @Test
    void theSecondSmallOneIsNone() {
        watch.received(0, 0);
        watch.sent(SMALL, MS);
        watch.sent(SMALL, 2 * MS);
        assertThat(watch.owedSince()).isEqualTo(2 * MS);
    }

    @Test
    void aSmallOneThatComesTooLateForAnAcknowledgementIsNone() {
        watch.received(0, 0);
        watch.sent(SMALL, 40 * MS);
        assertThat(watch.owedSince()).isEqualTo(40 * MS);
    }

    @Test
    void whatComesAnswersOnlyWhatWasSentARoundTripBefore() {
        watch.sent(BIG, 0);
        watch.sent(BIG, 30 * MS);
        watch.received(35 * MS, 20 * MS);
        assertThat(watch.owedSince()).as("the second one cannot have been answered yet").isEqualTo(30 * MS);
        watch.received(60 * MS, 20 * MS);
        assertThat(watch.owedSince()).isEqualTo(SilenceWatch.NONE);
    }

    @Test
    void anExcuseEndsItAndARestartBeginsItAnew() {
        watch.sent(BIG, 0);
        watch.restart(10 * MS);
        assertThat(watch.owedSince()).isEqualTo(10 * MS);
        watch.excuse();
        assertThat(watch.owedSince()).isEqualTo(SilenceWatch.NONE);
    }
}
