package org.pleach.broker.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.broker.claims.UserClaims;

class ConnectTimesTest {

    private static Duration left(String times, String zone, String now) throws Exception {
        return ConnectTimes.left(UserClaims.read(Issuer.of("shop").user("ann", 1, "", ",\"times\":[" + times
                + "],\"times_location\":\"" + zone + '"')).limits(), Instant.parse(now));
    }

    @ParameterizedTest
    @CsvSource({"08:00:00,17:00:00,2026-01-15T12:00:00Z,PT5H", "08:00:00,17:00:00,2026-01-15T07:59:59Z,",
            "08:00:00,17:00:00,2026-01-15T17:00:00Z,", "22:00:00,06:00:00,2026-01-15T05:00:00Z,PT1H",
            "22:00:00,06:00:00,2026-01-15T23:30:00Z,PT6H30M", "22:00:00,06:00:00,2026-01-15T12:00:00Z,",
            "25:00:00,06:00:00,2026-01-15T05:00:00Z,", ",06:00:00,2026-01-15T05:00:00Z,"})
    void tellsHowLongAUserMayStay(String start, String end, String now, Duration expected) throws Exception {
        assertThat(left("{\"start\":\"" + (start == null ? "" : start) + "\",\"end\":\"" + end + "\"}", "UTC", now)).isEqualTo(expected);
    }

    @Test
    void takesTheRangeThatLastsLongest() throws Exception {
        assertThat(left("{\"start\":\"08:00:00\",\"end\":\"13:00:00\"},{\"start\":\"11:00:00\",\"end\":\"14:00:00\"}", "UTC",
                "2026-01-15T12:00:00Z")).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void countsTheTimeOfTheZone() throws Exception {
        String morning = "{\"start\":\"08:00:00\",\"end\":\"10:00:00\"}";

        assertThat(left(morning, "Europe/Berlin", "2026-01-15T08:00:00Z")).isEqualTo(Duration.ofHours(1));
        assertThat(left(morning, "UTC", "2026-01-15T10:30:00Z")).isNull();
        assertThat(left(morning, "Nowhere/Land", "2026-01-15T08:00:00Z")).isNull();
    }
}
