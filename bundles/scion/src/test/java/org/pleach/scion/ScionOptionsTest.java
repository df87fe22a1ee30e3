package org.pleach.scion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScionOptionsTest {

    private static ScionOptions from(String section) {
        return ScionOptions.from(ConfigFactory.parseString(section), null);
    }

    @Test
    void hasADefaultForEverything() {
        ScionOptions options = from("");
        assertThat(options.daemon()).isEqualTo(new InetSocketAddress("127.0.0.1", 30255));
        assertThat(options.pathPreference()).isEmpty();
        assertThat(options.datagramSize()).isEqualTo(1200);
        assertThat(options.resend()).isEqualTo(new ScionOptions.Resend(256, 512 * 1024));
        assertThat(options.silence().margin()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void takesTheDaemonFromTheFileThenFromTheEnvironment() {
        var file = ConfigFactory.parseString("daemon = \"127.0.0.27:30255\"");
        assertThat(ScionOptions.from(file, "127.0.0.19:30255").daemon())
                .isEqualTo(new InetSocketAddress("127.0.0.27", 30255));
        assertThat(ScionOptions.from(ConfigFactory.empty(), "[::1]:30255").daemon())
                .isEqualTo(new InetSocketAddress("::1", 30255));
        assertThat(from("daemon = 4222").daemon().getPort()).isEqualTo(4222);
    }

    @Test
    void doesWithoutADaemonIfToldHow() {
        assertThat(from("").bootstrap().isConfigured()).isFalse();
        ScionOptions.Bootstrap file = ScionOptions.from(ConfigFactory.parseString(
                "bootstrap.topology_file = topology.json"), null).bootstrap();
        assertThat(file).isEqualTo(new ScionOptions.Bootstrap("topology.json", null, false));
        ScionOptions.Bootstrap both = from("daemon = \"127.0.0.1:1\", bootstrap.server = \"http://127.0.0.9:8041\"")
                .bootstrap();
        assertThat(both.server()).isEqualTo(new InetSocketAddress("127.0.0.9", 8041));
        assertThat(both.daemonFirst()).isTrue();
        assertThatThrownBy(() -> from("bootstrap { topology_file = t, server = \"127.0.0.9:8041\" }"))
                .hasMessageContaining("scion.bootstrap.server").hasMessageContaining("both");
        assertThatThrownBy(() -> from("bootstrap.server = \"discovery.example\""))
                .hasMessageContaining("scion.bootstrap.server").hasMessageContaining("an IP address and port");
    }

    @Test
    void readsThePreference() {
        assertThat(from("path_preference = \"bandwidth,latency\"").pathPreference())
                .containsExactly("bandwidth", "latency");
        assertThat(from("path_preference = \" mtu , hops\"").pathPreference()).containsExactly("mtu", "hops");
    }

    @Test
    void leavesOtherPeoplesKeysAlone() {
        assertThat(from("tls { cert_file = a.pem }")).isEqualTo(from(""));
    }

    @Test
    void refusesBadValuesAndNamesTheKey() {
        assertThatThrownBy(() -> from("daemon = \"daemon.example:30255\"")).isInstanceOf(ConfigException.class)
                .hasMessageContaining("scion.daemon").hasMessageContaining("an IP address and port");
        assertThatThrownBy(() -> from("path_mode = the fastest")).hasMessageContaining("scion.path_mode")
                .hasMessageContaining("the fastest");
        assertThatThrownBy(() -> from("datagram_size = 1100")).hasMessageContaining("scion.datagram_size")
                .hasMessageContaining("1200 to");
        assertThatThrownBy(() -> from("probe.hold = 0s")).hasMessageContaining("scion.probe.hold");
    }
}
