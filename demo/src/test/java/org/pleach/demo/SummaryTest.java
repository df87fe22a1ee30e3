package org.pleach.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.rig.Ledger;

class SummaryTest {

    private static final Ledger.Snapshot FLAWLESS = new Ledger.Snapshot(100, 100, 100, 0, 0, 0, 12_340_000);

    @Test
    void addsUpBothDirectionsAndTakesTheLongerGap() {
        Summary summary = Summary.of(List.of(FLAWLESS, new Ledger.Snapshot(50, 52, 49, 1, 3, 2, 99_960_000)), 2, 1, 7);

        assertThat(summary).isEqualTo(new Summary(150, 1, 3, 2, 100.0, 2, 1, 7));
        assertThat(summary.flawless()).isFalse();
    }

    @Test
    void isFlawlessOnlyIfSomethingWasSent() {
        assertThat(Summary.of(List.of(FLAWLESS, FLAWLESS), 1, 1, 1).flawless()).isTrue();
        assertThat(Summary.of(List.of(new Ledger.Snapshot(0, 0, 0, 0, 0, 0, 0)), 1, 1, 1).flawless()).isFalse();
    }

    @Test
    void writesTheKeysThatScriptsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("summary.json");

        Summary.of(List.of(FLAWLESS), 2, 3, 4).writeJson(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.fieldNames()).toIterable().contains("messages", "lost", "duplicated", "reordered",
                "longest_gap_ms", "cuts", "policy_swaps");
        assertThat(json.path("longest_gap_ms").asDouble()).isEqualTo(12.3);
        assertThat(json.path("policy_swaps").asInt()).isEqualTo(3);
    }
}
