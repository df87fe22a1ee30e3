package org.pleach.monitoring.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTimeTest {

    @ParameterizedTest
    @CsvSource({"0, 0s", "1, 1ns", "683000, 683µs", "1500, 1.5µs", "1250000, 1.25ms", "55000000, 55ms",
        "1000000000, 1s", "1500000000, 1.5s", "90000000000, 1m30s", "3600000000000, 1h0m0s",
        "3723500000000, 1h2m3.5s", "-1000000, -1ms"})
    void durationsAreWrittenAsInGo(long nanos, String text) {
        assertThat(GoTime.duration(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0s", "999, 0s", "61000, 1m1s", "3600000, 1h0m0s", "93784000, 1d2h3m4s",
        "31536000000, 1y0d0h0m0s"})
    void uptimesHaveWholeUnits(long millis, String text) {
        assertThat(GoTime.uptime(millis)).isEqualTo(text);
    }
}
