package org.pleach.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.config.ConfigProblem;
import org.pleach.config.ConfigRefusedException;

class ReloadCommandTest {

    @Test
    void tellsWhatChanged() {
        assertThat(ReloadCommand.outcome(() -> List.of("debug = true", "max_payload = 1024")))
                .isEqualTo("debug = true\nmax_payload = 1024");
        assertThat(ReloadCommand.outcome(List::of)).isEqualTo("nothing has changed");
    }

    @Test
    void tellsWhyAFileIsRefused() {
        assertThat(ReloadCommand.outcome(() -> {
            throw new ConfigRefusedException(List.<ConfigProblem>of());
        })).startsWith("refused, the old configuration stays:");
    }

    @Test
    void tellsWhenThereIsNoFile() {
        assertThat(ReloadCommand.outcome(() -> {
            throw new IllegalStateException("no configuration file was given");
        })).isEqualTo("nothing to reload: no configuration file was given");
    }

    @Test
    void saysSoWithoutTheConfigurationBundle() {
        assertThat(new ReloadCommand().reload()).startsWith("nothing to reload");
    }
}
