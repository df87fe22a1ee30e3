package org.pleach.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HarnessOptionsTest {

    @Test
    void takesScenarioFlagsAndSettings() {
        assertThat(HarnessOptions.parse(List.of("failover", "--quick", "--json", "f.json", "--cuts", "7")))
                .isEqualTo(new HarnessOptions("failover", false, true, Path.of("f.json"), Map.of("cuts", "7")));
    }

    @Test
    void listsWithoutAScenario() {
        assertThat(HarnessOptions.parse(List.of("--list")).list()).isTrue();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> HarnessOptions.parse(List.of())).hasMessageContaining("expected one scenario");
        assertThatThrownBy(() -> HarnessOptions.parse(List.of("core", "--json"))).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> HarnessOptions.parse(List.of("core", "--cuts", "x")).number("cuts", 1))
                .hasMessageContaining("expected a whole number, got \"x\"");
    }
}
