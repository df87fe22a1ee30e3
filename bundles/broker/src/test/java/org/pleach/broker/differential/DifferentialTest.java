package org.pleach.broker.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients under authorization, accounts and mappings are answered as nats-server answers them. With the environment variable
 * NATS_SERVER the recorded answers are checked against that binary, with PLEACH_RECORD=1 too they are recorded anew.
 */
class DifferentialTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/org/pleach/broker/differential");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> pleachAnswersAsRecorded() throws IOException {
        return scenarios().stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> {
            try (Peer peer = new PleachPeer(folder, each.config())) {
                assertThat(new ScenarioRun(each, peer).transcript()).isEqualTo(each.transcript());
            }
        }));
    }

    @TestFactory
    @EnabledIfEnvironmentVariable(named = NatsServerPeer.VARIABLE, matches = ".+")
    Stream<DynamicTest> natsServerAnswersAsRecorded() throws IOException {
        return scenarios().stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> {
            try (Peer peer = new NatsServerPeer(folder, each.config())) {
                String transcript = new ScenarioRun(each, peer).transcript();
                if (System.getenv("PLEACH_RECORD") != null) {
                    each.record(transcript);
                } else {
                    assertThat(transcript).isEqualTo(each.transcript());
                }
            }
        }));
    }

    private static List<Scenario> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            List<Scenario> all = new java.util.ArrayList<>();
            for (Path file : files.sorted().toList()) {
                all.add(Scenario.read(file));
            }
            return all;
        }
    }
}
