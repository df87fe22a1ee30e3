package org.pleach.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

    @Test
    void repeatsOnATerminalAndRunsOnceElsewhere() {
        assertThat(DemoOptions.parse(List.of(), true).mode()).isEqualTo(DemoOptions.Mode.REPEAT);
        assertThat(DemoOptions.parse(List.of(), false).mode()).isEqualTo(DemoOptions.Mode.ONCE);
    }

    @Test
    void takesEveryOption() {
        assertThat(DemoOptions.parse(List.of("--once", "--json", "out.json", "--rate", "500", "--size", "64",
                "--free-ports"), true))
                .isEqualTo(new DemoOptions(DemoOptions.Mode.ONCE, Path.of("out.json"), 500, 64, true));
        assertThat(DemoOptions.parse(List.of("--stay"), false).mode()).isEqualTo(DemoOptions.Mode.STAY);
    }

    @Test
    void saysWhatIsWrongWithAnArgument() {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--twice"), true)).hasMessageContaining("--twice");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--rate", "0"), true))
                .hasMessageContaining("expected 1 to 100000, got \"0\"");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--rate", "many"), true)).hasMessageContaining("many");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--json"), true)).hasMessageContaining("needs a value");
    }
}
