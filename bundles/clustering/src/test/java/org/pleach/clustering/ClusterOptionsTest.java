package org.pleach.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterOptionsTest {

    @Test
    void hasTheDefaultsOfNatsServer() {
        ClusterOptions options = Node.options("");
        assertThat(options.name()).isNull();
        assertThat(options.listen().hostPort()).isEqualTo("0.0.0.0:6222");
        assertThat(options.routes()).isEmpty();
        assertThat(options.noAdvertise()).isFalse();
        assertThat(options.connectRetries()).isZero();
        assertThat(options.pingInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.pingMax()).isEqualTo(2);
        assertThat(options.authorization().required()).isFalse();
        assertThat(options.outage())
                .isEqualTo(new ClusterOptions.Outage(Duration.ofSeconds(60), 128 << 20, true));
    }

    @Test
    void readsScionAddresses() {
        ClusterOptions options = Node.options("name: c1\nlisten: \"nats://18-ffaa:1:10a0,127.0.0.1:5248\"\n"
                + "routes = [\"nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248\"]");
        assertThat(options.listen().hostPort()).isEqualTo("18-ffaa:1:10a0,127.0.0.1:5248");
        assertThat(options.routes().get(0).url()).isEqualTo("nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248");
    }

    @Test
    void tellsTheTransportThePathModeOfTheClusterUnlessARouteHasItsOwn() {
        ClusterOptions options = Node.options("scion { path_mode = redundant }\n"
                + "routes = [\"nats-route://a:1\", \"nats-route://b:1?path_mode=failover\"]");
        assertThat(options.listen().parameters()).isEqualTo(Map.of("path_mode", "redundant"));
        assertThat(options.routes()).extracting(route -> route.parameters().get("path_mode"))
                .containsExactly("redundant", "failover");
    }

    @Test
    void readsEverything() {
        ClusterOptions options = Node.options("host = \"::1\", port = -1, advertise = \"example.org\", "
                + "no_advertise = true, "
                + "connect_retries = 3, connect_backoff = true, ping_interval = 120, ping_max = 5, "
                + "authorization { user = u, password = p, timeout = 0.5 }, routes = [\"nats://h:1\", \"nats://h:1\"]");
        assertThat(options.listen().hostPort()).isEqualTo("[::1]:0");
        assertThat(options.advertise().host()).isEqualTo("example.org");
        assertThat(options.noAdvertise()).isTrue();
        assertThat(options.connectRetries()).isEqualTo(3);
        assertThat(options.connectBackoff()).isTrue();
        assertThat(options.pingInterval()).as("at most 30 s").isEqualTo(Duration.ofSeconds(30));
        assertThat(options.pingMax()).isEqualTo(5);
        assertThat(options.authorization().timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.routes()).hasSize(1);
        assertThat(options.toString()).doesNotContain("password=p").doesNotContain("=u");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "name = \"a b\"|cluster.name|without blanks",
        "listen = \"18-ffaa:1:10a0\"|cluster.listen|found",
        "port = 70000|cluster.port|-1 to 65535",
        "routes = [\"nats-route://host\"]|cluster.routes|expected a port",
        "routes = [7]|cluster.routes|expected URLs",
        "ping_max = -1|cluster.ping_max|not negative",
        "ping_interval = 0|cluster.ping_interval|positive",
        "outage { buffer = 1000 }|cluster.outage.buffer|at least",
        "outage { longest = 0 }|cluster.outage.longest|positive",
        "outage { when_full = drop }|cluster.outage.when_full|pause or disconnect",
        "authorization { token = t }|cluster.authorization.token|one user"})
    void refusesBadValuesByName(String config, String key, String problem) {
        assertThatThrownBy(() -> Node.options(config)).isInstanceOf(ConfigException.class)
                .hasMessageContaining(key).hasMessageContaining(problem);
    }
}
