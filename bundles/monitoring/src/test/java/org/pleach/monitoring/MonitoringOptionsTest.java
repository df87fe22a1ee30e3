package org.pleach.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringOptionsTest {

    private static Optional<MonitoringOptions> from(String config) {
        return MonitoringOptions.from(ConfigFactory.parseString(config));
    }

    @ParameterizedTest
    @CsvSource({
        "http_port = 8222, 127.0.0.1, 8222",
        "monitor_port = 8222, 127.0.0.1, 8222",
        "http = 8222, 127.0.0.1, 8222",
        "http = \"8222\", 127.0.0.1, 8222",
        "http = \":8222\", 127.0.0.1, 8222",
        "http = \"localhost:8222\", localhost, 8222",
        "http = \"0.0.0.0:8222\", 0.0.0.0, 8222",
        "http = \"[::1]:8222\", ::1, 8222",
        "http_port = -1, 127.0.0.1, 0",
        "http = \"0.0.0.0:-1\", 0.0.0.0, 0",
    })
    void listensOnLoopbackUnlessAHostIsGiven(String config, String host, int port) {
        assertThat(from(config)).contains(new MonitoringOptions(host, port, "", 32, Duration.ofSeconds(10)));
    }

    @Test
    void noPortIsNoMonitoring() {
        assertThat(from("")).isEmpty();
        assertThat(from("http_port = 0")).isEmpty();
        assertThat(from("http_port = 0, https_port = 0")).isEmpty();
    }

    @Test
    void readsTheOtherKeys() {
        assertThat(from("http_port = 1, http_base_path = nats/, http_max_connections = 3, http_timeout = 1s"))
                .contains(new MonitoringOptions("127.0.0.1", 1, "/nats", 3, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http = \"127.0.0.1:x\"", "http_port = 70000", "http_port = -2", "http = \"\"",
        "https_port = 443", "https = \"0.0.0.0:443\""})
    void refusesWrongValuesByName(String config) {
        assertThatThrownBy(() -> from(config)).isInstanceOf(ConfigException.class)
                .hasMessageContaining(config.substring(0, config.indexOf(' '))).hasMessageContaining("expected");
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatThrownBy(() -> from("http_port = 1, http_max_connections = 0"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected at least 1, got 0");
        assertThatThrownBy(() -> from("http_port = 1, http_timeout = 0"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("http_timeout");
    }
}
