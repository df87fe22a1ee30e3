package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.rig.BrokerProcess;
import org.pleach.rig.Distribution;

/** The distribution as its users start it: {@code bin/pleach} in a process of its own. */
class BrokerProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path work;

    private final Distribution distribution = Distribution.ofSystemProperty();

    private BrokerProcess start(String... arguments) throws Exception {
        return BrokerProcess.start("broker", distribution, work,
                Map.of("PLEACH_JVM_OPTS", "-Dpleach.cache=" + Files.createDirectories(work.resolve("cache"))),
                List.of(arguments));
    }

    private Path config(String text) throws Exception {
        return Files.writeString(work.resolve("pleach.conf"), text);
    }

    @Test
    void carriesMessagesFromStartToSigterm() throws Exception {
        Path config = config("server_name: alone\nlisten: \"127.0.0.1:4222\"\n");
        try (BrokerProcess broker = start("-c", config.toString(), "-p", "-1")) {
            broker.awaitReady(PATIENCE);
            try (Connection client = connect(broker)) {
                assertThat(client.getServerInfo().getServerName()).isEqualTo("alone");
                Subscription subscription = client.subscribe("greetings.>");
                client.publish("greetings.world", "hello".getBytes(StandardCharsets.UTF_8));
                Message message = subscription.nextMessage(PATIENCE);
                assertThat(message).as("a message within %s", PATIENCE).isNotNull();
                assertThat(new String(message.getData(), StandardCharsets.UTF_8)).isEqualTo("hello");
            }
            broker.terminate();
            assertThat(broker.exitCode(PATIENCE)).isZero();
        }
        try (Stream<Path> left = Files.list(work.resolve("cache"))) {
            assertThat(left).as("left behind by the framework").isEmpty();
        }
    }

    @Test
    void answersTheSystemAccountsRequestsWithoutMonitoringOverHttp() throws Exception {
        Path config = config("""
                server_name: alone
                listen: "127.0.0.1:-1"
                accounts { $SYS { users: [ { user: admin, password: s3cret } ] } }
                """);
        try (BrokerProcess broker = start("-c", config.toString())) {
            broker.awaitReady(PATIENCE);
            try (Connection admin = Nats.connect(options(broker).userInfo("admin", "s3cret").build())) {
                Message[] answer = new Message[1];
                await().atMost(PATIENCE).until(() -> {
                    answer[0] = admin.request("$SYS.REQ.SERVER.PING", new byte[0], Duration.ofSeconds(1));
                    return answer[0] != null;
                });
                assertThat(new String(answer[0].getData(), StandardCharsets.UTF_8)).contains("\"name\":\"alone\"", "statsz");
            }
        }
    }

    @Test
    void refusesAMistakenFileWithItsLineAndStartsNothing() throws Exception {
        Path config = config("server_name: alone\nlisten: 127.0.0.1:nonsense\n");
        try (BrokerProcess broker = start("-c", config.toString())) {
            assertThat(broker.exitCode(PATIENCE)).isEqualTo(1);
            assertThat(broker.log()).anyMatch(line -> line.contains("pleach.conf:2"));
        }
    }

    @Test
    void saysThatItIsReadyAfterItsLastPortIsOpen() throws Exception {
        Path config = config("listen: 127.0.0.1:-1\nhttp: 127.0.0.1:-1\n"
                + "websocket { listen: 127.0.0.1:-1, no_tls: true }\ncluster { name: c, listen: 127.0.0.1:-1 }\n"
                + "authorization { user: a, password: b }\n");
        try (BrokerProcess broker = start("-c", config.toString())) {
            broker.awaitReady(PATIENCE);
            String log = String.join("\n", broker.log());
            assertThat(log.substring(0, log.indexOf("Server is ready"))).contains(
                    "[WRN] Plaintext passwords detected, use nkeys or bcrypt", "Starting http monitor on 127.0.0.1:",
                    "Listening for client connections on", "Listening for websocket clients on",
                    "Listening for route connections on");
        }
    }

    @Test
    void endsWithAnErrorWhenItsPortIsTaken() throws Exception {
        Path config = config("listen: 127.0.0.1:-1\n");
        try (BrokerProcess first = start("-c", config.toString())) {
            first.awaitReady(PATIENCE);
            String port = String.valueOf(first.clientPort().orElseThrow());
            try (BrokerProcess second = start("-c", config.toString(), "-p", port)) {
                assertThat(second.exitCode(PATIENCE)).isEqualTo(1);
                assertThat(second.log()).anyMatch(line -> line.contains("[FTL]") && line.contains(port));
            }
        }
    }

    @Test
    void theConsoleTakesCommandsAndStopsTheServer() throws Exception {
        Path shown = work.resolve("shown");
        String script = distribution.script().toString();
        Process broker = new ProcessBuilder(script, "-a", "127.0.0.1", "-p", "-1", "--console")
                .redirectErrorStream(true).redirectOutput(shown.toFile()).start();
        try (Writer keyboard = broker.outputWriter()) {
            await().atMost(PATIENCE).until(() -> Files.readString(shown).contains("Server is ready"));
            keyboard.write("paths\n");
            keyboard.flush();
            await().atMost(PATIENCE).until(() -> Files.readString(shown).contains("no SCION peers"));
            keyboard.write("stop 0\n");
            keyboard.flush();
            assertThat(broker.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(broker.exitValue()).isZero();
            assertThat(Files.readString(shown)).doesNotContain("Exception");
        } finally {
            broker.destroyForcibly();
        }
    }

    private static Connection connect(BrokerProcess broker) throws Exception {
        return Nats.connect(options(broker).build());
    }

    private static Options.Builder options(BrokerProcess broker) {
        return Options.builder().server("nats://127.0.0.1:" + broker.clientPort().orElseThrow())
                .connectionTimeout(PATIENCE).noReconnect();
    }
}
