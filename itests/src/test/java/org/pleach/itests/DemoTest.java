package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.rig.Distribution;

/** The demo, as the README shows it. */
class DemoTest {

    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private Path work;

    @Test
    void losesDuplicatesAndReordersNothing() throws Exception {
        Path json = work.resolve("summary.json");
        Path output = work.resolve("output.txt");
        Process demo = new ProcessBuilder(Distribution.ofSystemProperty().script().toString(), "demo", "--once",
                "--free-ports", "--json", json.toString()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended by itself").isTrue();
        } finally {
            demo.destroy();
        }

        assertThat(demo.exitValue()).as(Files.readString(output)).isZero();
        JsonNode summary = new ObjectMapper().readTree(json.toFile());
        assertThat(summary.path("messages").asLong()).isGreaterThan(10_000);
        assertThat(summary.path("lost").asLong()).isZero();
        assertThat(summary.path("duplicated").asLong()).isZero();
        assertThat(summary.path("reordered").asLong()).isZero();
        assertThat(summary.path("cuts").asInt()).isEqualTo(2);
        assertThat(summary.path("policy_swaps").asInt()).isEqualTo(2);
    }
}
