package org.pleach.config.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pleach.config.PleachConfig;

class ChangesTest {

    @Test
    void namesWhatChangedAndNoSecret() {
        Map<String, Map<String, Object>> before = Map.of(
                PleachConfig.BROKER_PID, Map.of("debug", false, "authorization.token", "old", "max_payload", 1L,
                        "listen", "a:1", "port", 1L));
        Map<String, Map<String, Object>> after = Map.of(
                PleachConfig.BROKER_PID, Map.of("debug", true, "authorization.token", "new", "listen", "a:2", "port", 2L),
                PleachConfig.CLUSTER_PID, Map.of("routes", new String[] {"nats-route://u:p@h:1"}));

        assertThat(Changes.between(before, after)).containsExactlyInAnyOrder("debug = true",
                "authorization.token changed", "max_payload removed", "listen = a:2",
                "cluster.routes = [nats-route://[REDACTED]@h:1]");
    }

    @Test
    void isEmptyWhereNothingChanged() {
        Map<String, Map<String, Object>> same = Map.of(PleachConfig.SCION_PID, Map.of("a", new String[] {"x"}));

        assertThat(Changes.between(same, Map.of(PleachConfig.SCION_PID, Map.of("a", new String[] {"x"})))).isEmpty();
    }
}
