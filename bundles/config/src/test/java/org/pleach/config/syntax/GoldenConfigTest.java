package org.pleach.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.JsonText;

/**
 * Every golden/NAME.conf was read by nats-server 2.15.2; NAME.json holds what it made of it and its digest, or
 * {@code {"refused":LINE}}. Where Pleach differs on purpose there is a NAME.pleach.json that says how.
 */
class GoldenConfigTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PLEACH_TEST_PORT", "4333",
            "PLEACH_TEST_NAME", "from-env",
            "PLEACH_TEST_LIST", "[1.5, two, \"three\"]",
            "PLEACH_TEST_INDIRECT", "$PLEACH_TEST_PORT",
            "PLEACH_TEST_CYCLE", "$PLEACH_TEST_CYCLE");

    @TestFactory
    Stream<DynamicTest> readsWhatNatsServerReads() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws Exception {
        String name = file.toString().replaceFirst("\\.conf$", "");
        Path own = Path.of(name + ".pleach.json");
        String expected = Files.readString(Files.exists(own) ? own : Path.of(name + ".json")).strip();
        if (expected.startsWith("{\"refused\"")) {
            assertThatThrownBy(() -> read(file)).isInstanceOf(ConfigRefusedException.class)
                    .hasMessageMatching("(?s)src/test/resources/golden/[a-z/-]+\\.conf:\\d+:\\d+: .*");
            return;
        }
        String json = JsonText.of(read(file).root());
        String digest = "sha256:" + HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest((json + '\n').getBytes(StandardCharsets.UTF_8)));
        assertThat("{\"digest\":\"" + digest + "\",\"config\":" + json + "}").isEqualTo(expected);
    }

    private static ConfigReader.Result read(Path file) throws ConfigRefusedException {
        return ConfigReader.read(file, new ConfigFiles(), ENVIRONMENT::get);
    }
}
