package org.pleach.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PleachConfigTest {

    private static final List<String> SECOND_SERVER = List.of(
            "server_name=s2", "listen=5222", "debug=true",
            "scion { path_preference=\"bandwidth,latency\" }",
            "cluster { name: c1  listen: \"nats://18-ffaa:1:10a0,127.0.0.1:5248\"  "
                    + "routes = [\"nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248\"] }");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "  ", " / ", "; ", " ", ", "})
    void loadsTheDemoFileHoweverItsSettingsAreSeparated(String separator) throws Exception {
        Config config = load(String.join(separator, SECOND_SERVER)).config();

        assertThat(config.getString("server_name")).isEqualTo("s2");
        assertThat(config.getString("listen")).isEqualTo("0.0.0.0:5222");
        assertThat(config.getString("host")).isEqualTo("0.0.0.0");
        assertThat(config.getInt("port")).isEqualTo(5222);
        assertThat(config.getBoolean("debug")).isTrue();
        assertThat(config.getString("scion.path_preference")).isEqualTo("bandwidth,latency");
        assertThat(config.getString("cluster.name")).isEqualTo("c1");
        assertThat(config.getString("cluster.listen")).isEqualTo("18-ffaa:1:10a0,127.0.0.1:5248");
        assertThat(config.getStringList("cluster.routes"))
                .containsExactly("nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248");
    }

    @Test
    void splitsIntoOneSectionPerPid() throws Exception {
        PleachConfig config = load(String.join("\n", SECOND_SERVER) + "\nhttp_port = 8222");

        assertThat(config.sections()).containsOnlyKeys(PleachConfig.BROKER_PID, PleachConfig.CLUSTER_PID,
                PleachConfig.SCION_PID, PleachConfig.MONITORING_PID, PleachConfig.SYSTEM_PID);
        Config broker = config.sections().get(PleachConfig.BROKER_PID);
        assertThat(broker.root()).containsOnlyKeys("server_name", "listen", "host", "port", "debug", "cluster_name",
                "config_file");
        assertThat(broker.getString("cluster_name")).isEqualTo("c1");
        assertThat(broker.getString("config_file")).isEqualTo(folder.resolve("x.conf").toString());
        assertThat(config.sections().get(PleachConfig.CLUSTER_PID).root()).containsOnlyKeys("name", "listen", "host",
                "port", "routes");
        assertThat(config.sections().get(PleachConfig.MONITORING_PID).root()).containsOnlyKeys("http", "http_port");
        assertThat(config.sections().get(PleachConfig.SYSTEM_PID).root()).containsOnlyKeys("http", "http_port");
    }

    @Test
    void monitorsOnLoopbackUnlessAHostIsGiven() throws Exception {
        assertThat(load("listen = 4222\nhttp_port = 8222").config().getString("http")).isEqualTo("127.0.0.1:8222");
        assertThat(load("host = 10.0.0.5\nhttp_port = 8222").config().getString("http")).isEqualTo("10.0.0.5:8222");
        assertThat(load("http = \"0.0.0.0:8222\"").config().getString("http")).isEqualTo("0.0.0.0:8222");
    }

    @Test
    void publishesNoSectionThatIsNotThere() throws Exception {
        assertThat(load("port = 4222").sections()).containsOnlyKeys(PleachConfig.BROKER_PID, PleachConfig.SYSTEM_PID);
        assertThat(load("http_port = 0").sections()).containsOnlyKeys(PleachConfig.BROKER_PID, PleachConfig.SYSTEM_PID);
        assertThat(PleachConfig.load(null, "").sections()).containsOnlyKeys(PleachConfig.BROKER_PID, PleachConfig.SYSTEM_PID);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "scion {}",
        "listen: \"18-ffaa:1:10bf,127.0.0.1:4222\"",
        "cluster { listen: \"nats://18-ffaa:1:10bf,127.0.0.1:4248\" }",
        "cluster { port: 4248, routes: [ \"nats://127.0.0.1:1\", \"nats-route://[1-559,10.0.0.1]:4248\" ] }"})
    void switchesScionOnWhereThereIsABlockOrAScionAddress(String text) throws Exception {
        assertThat(load(text).sections()).containsKey(PleachConfig.SCION_PID);
    }

    @Test
    void keepsWhereEachValueWasWritten() throws Exception {
        Config config = load("debug: on\ncluster {\n  name: c1\n  routes: [\n    nats://a:1\n    nats://b:2 ]\n}").config();

        ConfigValue name = config.getValue("cluster.name");
        assertThat(name.origin().lineNumber()).isEqualTo(3);
        assertThat(name.origin().description()).isEqualTo(folder.resolve("x.conf") + ": 3");
        assertThat(config.getList("cluster.routes").get(1).origin().lineNumber()).isEqualTo(6);
        assertThat(config.getValue("debug").origin().lineNumber()).isEqualTo(1);
    }

    @Test
    void letsTheCommandLineWinKeyByKey() throws Exception {
        write("listen: \"18-ffaa:1:10bf,127.0.0.1:4222\"\ndebug: false\ncluster { name: c1, listen: \"127.0.0.1:4248\" }");

        Config config = PleachConfig.load(folder.resolve("x.conf"),
                "{\"port\": 5222, \"debug\": true, \"cluster\": {\"name\": \"c2\"}, \"http_port\": 8222}").config();

        assertThat(config.getString("listen")).isEqualTo("18-ffaa:1:10bf,127.0.0.1:5222");
        assertThat(config.getString("host")).isEqualTo("127.0.0.1");
        assertThat(config.getBoolean("debug")).isTrue();
        assertThat(config.getString("cluster.name")).isEqualTo("c2");
        assertThat(config.getString("cluster.listen")).isEqualTo("127.0.0.1:4248");
        assertThat(config.getString("http")).isEqualTo("127.0.0.1:8222");
        assertThat(config.getValue("cluster.name").origin().description()).isEqualTo("command line");
    }

    @Test
    void takesTheAddressOfTheCommandLineWhole() throws Exception {
        write("listen: \"18-ffaa:1:10bf,127.0.0.1:4222\"\ncluster { listen: \"18-ffaa:1:10bf,127.0.0.1:4248\" }");

        Config config = PleachConfig.load(folder.resolve("x.conf"), "{\"cluster\": {\"listen\": \"10.0.0.1:-1\"}}").config();

        assertThat(config.getString("cluster.listen")).isEqualTo("10.0.0.1:-1");
        assertThat(config.getInt("cluster.port")).isEqualTo(-1);
    }

    @Test
    void givesDurationsAndSizesOneForm() throws Exception {
        PleachConfig loaded = load("ping_interval: 20\nwrite_deadline: \"1m30s\"\nmax_payload: 2MB\n"
                + "authorization { timeout: 0.5 }\ncluster { ping_interval: \"1.5s\" }\n"
                + "scion { probe { active: 250ms }, daemon_max_answer: \"4MiB\" }");
        Config config = loaded.config();

        assertThat(config.getDuration("ping_interval")).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.getDuration("write_deadline")).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.getDuration("authorization.timeout")).isEqualTo(Duration.ofMillis(500));
        assertThat(config.getDuration("cluster.ping_interval")).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.getDuration("scion.probe.active")).isEqualTo(Duration.ofMillis(250));
        assertThat(config.getLong("max_payload")).isEqualTo(2 << 20);
        assertThat(config.getLong("scion.daemon_max_answer")).isEqualTo(4 << 20);
        assertThat(loaded.warnings()).hasSize(1).first().asString()
                .endsWith("x.conf:1:1: ping_interval: 20 is read as seconds; better \"20s\"");
    }

    @Test
    void readsHocon() throws Exception {
        Path file = Files.writeString(folder.resolve("x.hocon"), """
                base = 42
                cluster.name = c1
                cluster { listen = "127.0.0.1:6222", routes = ["nats://a:1"] }
                ping_interval = 2 minutes
                max_payload = 1 MB
                debug = yes
                """.replace("base = 42\n", ""));

        Config config = PleachConfig.load(file, "").config();

        assertThat(config.getString("cluster.name")).isEqualTo("c1");
        assertThat(config.getDuration("ping_interval")).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.getLong("max_payload")).isEqualTo(1 << 20);
        assertThat(config.getBoolean("debug")).isTrue();
        assertThat(config.getValue("debug").origin().lineNumber()).isEqualTo(5);
    }

    @Test
    void recognisesHoconInAFileOfAnotherName() throws Exception {
        Config config = load("cluster { name = c1 }\nserver_name = ${cluster.name}\"-a\"\n").config();

        assertThat(config.getString("server_name")).isEqualTo("c1-a");
    }

    @Test
    void refusesAHoconIncludeOfAnythingButAFile() {
        assertThatThrownBy(() -> {
            Path file = Files.writeString(folder.resolve("x.hocon"), "include url(\"http://127.0.0.1:1/\")\n");
            PleachConfig.load(file, "");
        }).isInstanceOf(ConfigRefusedException.class).hasMessageContaining("expected a file to include, found a URL");
    }

    @Test
    void followsIncludesOfHocon() throws Exception {
        Files.writeString(folder.resolve("more.hocon"), "debug = true\n");
        Path file = Files.writeString(folder.resolve("x.hocon"), "include \"more.hocon\"\nport = 4222\n");

        PleachConfig config = PleachConfig.load(file, "");

        assertThat(config.config().getBoolean("debug")).isTrue();
        assertThat(config.files()).extracting(path -> path.getFileName().toString())
                .containsExactly("x.hocon", "more.hocon");
    }

    private PleachConfig load(String text) throws Exception {
        return PleachConfig.load(write(text), "");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("x.conf"), text);
    }
}
