package org.pleach.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationsTest {

    @ParameterizedTest
    @CsvSource({"20s, PT20S", "1m30s, PT1M30S", "1h, PT1H", "1.5s, PT1.5S", "100ms, PT0.1S", "5us, PT0.000005S",
        "5µs, PT0.000005S", "1ns, PT0.000000001S", "0, PT0S", "-2s, PT-2S", "+2s, PT2S", "1h2m3s4ms, PT1H2M3.004S",
        ".5s, PT0.5S", "2 minutes, PT2M", "1d, PT24H"})
    void readsWhatGoAndHoconRead(String text, String expected) {
        assertThat(GoDurations.read(text)).isEqualTo(Duration.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "5", "s", "1m30", "1x", "1,5s", "--1s", "1s ", "999999999999999999h", "soon", "1 2s"})
    void refusesTheRest(String text) {
        assertThat(GoDurations.read(text)).isNull();
    }

    @Test
    void writesOneUnit() {
        assertThat(GoDurations.withOneUnit(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(GoDurations.withOneUnit(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(GoDurations.withOneUnit(Duration.ofNanos(2_500))).isEqualTo("2500ns");
        assertThat(GoDurations.withOneUnit(Duration.ofNanos(2_000))).isEqualTo("2us");
    }
}
