package org.pleach.transport.scion.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OccasionallyTest {

    @Test
    void runsAtMostOnceASecondAndTellsWhatItLeftOut() {
        Occasionally occasionally = new Occasionally();
        List<Long> runs = new ArrayList<>();
        long start = Long.MAX_VALUE - 1000;
        for (int millis = 0; millis <= 2000; millis += 100) {
            occasionally.run(start + TimeUnit.MILLISECONDS.toNanos(millis), runs::add);
        }
        assertThat(runs).containsExactly(0L, 9L, 9L);
    }
}
