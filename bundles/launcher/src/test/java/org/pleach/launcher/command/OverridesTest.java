package org.pleach.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.config.PleachConfig;

/** What each flag does to the configuration; each of these goes through the schema too. */
class OverridesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-a 127.0.0.1 | listen | 127.0.0.1:4222",
        "--net ::1 -p 5222 | listen | [::1]:5222",
        "-p -1 | port | -1",
        "-n s1 | server_name | s1",
        "--server_name s1 | server_name | s1",
        "-D | debug | true",
        "-D=false | debug | false",
        "-V | trace | true",
        "-DV | debug | true",
        "-DV | trace | true",
        "-DVV | trace_verbose | true",
        "-DVV | debug | true",
        "-VV | trace | true",
        "-l x.log | log_file | x.log",
        "-T=false | logtime | false",
        "-P x.pid | pid_file | x.pid",
        "-a 127.0.0.1 -m 8222 | http | 127.0.0.1:8222",
        "--user u --pass 4711 | authorization.password | 4711",
        "--auth t | authorization.token | t",
        "--client_advertise h:1 | client_advertise | h:1",
        "--cluster nats://127.0.0.1:6222 | cluster.listen | 127.0.0.1:6222",
        "--cluster nats://127.0.0.1:-1 | cluster.port | -1",
        "--cluster_listen nats://u:p@127.0.0.1:6222 | cluster.authorization.password | p",
        "--cluster nats://[18-ffaa:1:10bf,127.0.0.1]:4248 | cluster.listen | 18-ffaa:1:10bf,127.0.0.1:4248",
        "--cluster_name c1 | cluster.name | c1",
        "--routes nats://a:1,nats://b:2 | cluster.routes | [nats://a:1, nats://b:2]",
        "--no_advertise | cluster.no_advertise | true",
        "--connect_retries 3 | cluster.connect_retries | 3",
        "--scion | scion | {}",
    })
    void setsTheKey(String line, String key, String value) throws Exception {
        assertThat(load(line).getAnyRef(key)).asString().isEqualTo(value);
    }

    @Test
    void setsNothingWithoutFlags() throws Exception {
        assertThat(Overrides.of(Arguments.parse())).isEqualTo("{}");
    }

    @Test
    void switchesTheClusterOffWithAnEmptyUrl() throws Exception {
        assertThat(load("--cluster_name c1 --cluster=").hasPath("cluster")).isFalse();
    }

    @Test
    void asksForThePasswordInTheUrlOfACluster() {
        assertThatThrownBy(() -> Overrides.of(Arguments.parse("--cluster", "nats://u@127.0.0.1:6222")))
                .isInstanceOf(UsageException.class).hasMessageContaining("expected a password");
    }

    @Test
    void asksForCertificateAndKeyWithTls() {
        assertThatThrownBy(() -> Overrides.of(Arguments.parse("--tls", "--tlscert", "x.pem")))
                .isInstanceOf(UsageException.class).hasMessageContaining("--tlskey");
    }

    private static Config load(String line) throws Exception {
        return PleachConfig.load(null, Overrides.of(Arguments.parse(line.split(" ")))).config();
    }
}
