package org.pleach.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.interop.NatsServerNeeded;
import org.pleach.interop.NatsServerRunning;
import org.pleach.interop.PleachRunning;
import org.pleach.interop.RunningServer;

/** The same scenarios against both servers: what a client sees must be the same. */
@NatsServerNeeded
class ClientSuitesTest {

    private static final String CONFIG = """
            listen: "127.0.0.1:-1"
            max_payload: 4096
            authorization {
              users = [
                { user: ann, password: s3cret }
                { user: bob, password: b, permissions { publish: "allowed.>", subscribe: ["allowed.>", "_INBOX.>"] } }
              ]
            }
            """;

    private enum Way { TCP, TLS, WEBSOCKET }

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"PYTHON, TCP", "PYTHON, TLS", "NODE, TCP", "NODE, TLS", "NODE, WEBSOCKET"})
    void seeTheSameAsWithNatsServer(Suite suite, Way way) throws Exception {
        boolean required = "true".equals(System.getenv("CI"));
        assumeTrue(suite.isInstalled() || required, () -> "set " + suite.variable() + " to where the client is installed");
        Certificate certificate = way == Way.TLS ? Certificate.make(folder) : null;
        Path config = Files.writeString(folder.resolve("server.conf"), CONFIG + switch (way) {
            case TCP -> "";
            case TLS -> "tls { cert_file: \"%s\", key_file: \"%s\" }%n".formatted(certificate.certificate(), certificate.key());
            case WEBSOCKET -> "websocket { listen: \"127.0.0.1:-1\", no_tls: true }\n";
        });
        List<String> theirs;
        try (RunningServer server = NatsServerRunning.start(config)) {
            theirs = run(suite, way, server, certificate);
        }
        try (RunningServer server = PleachRunning.start(config)) {
            assertThat(run(suite, way, server, certificate)).isEqualTo(theirs);
        }
        assertThat(theirs).hasSizeGreaterThan(10);
    }

    private List<String> run(Suite suite, Way way, RunningServer server, Certificate certificate) throws Exception {
        String url = switch (way) {
            case TCP -> "nats://127.0.0.1:" + server.port();
            case TLS -> "tls://127.0.0.1:" + server.port();
            case WEBSOCKET -> server.webSocketUrl();
        };
        return suite.run(url, certificate == null ? null : certificate.certificate(), folder);
    }
}
