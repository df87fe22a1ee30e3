package org.pleach.transport.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.transport.scion.ScionTransportOptions.Congestion;

class ScionTransportOptionsTest {

    @Test
    void hasDefaultsThatSurviveAnOutageAndFitEveryPath() {
        ScionTransportOptions options = ScionTransportOptions.defaults();
        assertThat(options.idleTimeout()).isEqualTo(90_000);
        assertThat(options.keepAlive()).isLessThan(options.idleTimeout());
        assertThat(options.datagramSize()).isEqualTo(1200);
        assertThat(options.congestion()).isEqualTo(Congestion.CUBIC);
        assertThat(options.tls()).isNull();
    }

    @Test
    void readsWhatIsWritten() {
        ScionTransportOptions options = ScionTransportOptions.from(ConfigFactory.parseString(
                "datagram_size = 1300, quic { congestion_control = bbr, idle_timeout = 5s, keep_alive = 1s }"));
        assertThat(options.datagramSize()).isEqualTo(1300);
        assertThat(options.congestion()).isEqualTo(Congestion.BBR);
        assertThat(options.idleTimeout()).isEqualTo(5000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "quic.congestion_control = vegas | scion.quic.congestion_control | expected cubic, bbr or reno, got \"vegas\"",
        "quic.keep_alive = 100s | scion.quic.keep_alive | expected less than quic.idle_timeout of 90000 ms",
        "quic.idle_timeout = 0s | scion.quic.idle_timeout | expected a time of 1 ms or more, got \"0s\"",
        "datagram_size = 500 | scion.datagram_size | expected 1200 to 65000, got \"500\"",
        "quic.connection_window = 100KiB | scion.quic.connection_window | at least quic.stream_window of 524288",
        "quic.max_half_open = 0 | scion.quic.max_half_open | expected 1 to 1048576, got \"0\""})
    void refusesNonsenseWithKeyAndExpectation(String section, String key, String expectation) {
        assertThatThrownBy(() -> ScionTransportOptions.from(ConfigFactory.parseString(section)))
                .isInstanceOf(ConfigException.class).hasMessageContaining(key).hasMessageContaining(expectation);
    }
}
