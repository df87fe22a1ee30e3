package org.pleach.transport.scion.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pleach.transport.scion.ScionTransportOptions;

class SectionTest {

    @Test
    void readsDottedKeysAndListsAndLeavesTheContainersOwnOut() {
        Config section = Section.of(Map.of("quic.idle_timeout", "20s", "quic.max_half_open", 7L,
                "names", new String[] {"a", "b"}, "service.pid", "org.pleach.scion", "component.id", 4L,
                "felix.fileinstall.filename", "x"));
        assertThat(section.root().keySet()).containsExactlyInAnyOrder("quic", "names");
        assertThat(section.getStringList("names")).isEqualTo(List.of("a", "b"));
        ScionTransportOptions options = ScionTransportOptions.from(section);
        assertThat(options.idleTimeout()).isEqualTo(20_000);
        assertThat(options.maxHalfOpen()).isEqualTo(7);
    }
}
