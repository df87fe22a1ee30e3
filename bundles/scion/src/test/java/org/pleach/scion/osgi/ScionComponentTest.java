package org.pleach.scion.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.ConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pleach.network.NativeNetwork;
import org.pleach.path.policy.latency.LatencyPolicy;
import org.slf4j.LoggerFactory;

/** The component as a framework drives it. */
class ScionComponentTest {

    private final NativeNetwork network = NativeNetwork.openNio(1, "component");
    private final ScionComponent component = new ScionComponent(network);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.pleach.scion");
    private final Map<String, Object> properties = new HashMap<>(Map.of("service.pid", "org.pleach.scion",
            "component.id", 7L, "daemon", "127.0.0.1:9", "path_preference", "latency,speed"));

    @BeforeEach
    void listen() {
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        network.close();
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void saysWhatItPrefersAndWarnsOnceOfWhatIsMissing() {
        component.addPolicy(new LatencyPolicy(), Map.of("policy.name", "latency"));
        component.activate(properties);
        assertThat(lines()).contains("path preference: latency,speed");
        Awaitility.await().untilAsserted(() -> assertThat(lines())
                .filteredOn(line -> line.startsWith("Unknown path policy")).singleElement().asString()
                .contains("\"speed\"").contains("takes effect when"));
        component.addPolicy(new LatencyPolicy(), Map.of("policy.name", "speed"));
        assertThat(lines()).contains("Path policy \"speed\" is here now");
        component.deactivate();
    }

    @Test
    void obeysAnotherPreferenceAndRefusesTheRestWithAnError() {
        component.activate(properties);
        properties.put("path_preference", "mtu");
        component.modified(properties);
        assertThat(lines()).contains("path preference: mtu");
        properties.put("datagram_size", 1300L);
        component.modified(properties);
        assertThat(lines()).anyMatch(line -> line.startsWith("Configuration of scion not changed"));
        component.deactivate();
    }

    @Test
    void refusesABadSection() {
        properties.put("path_mode", "the fastest");
        assertThatThrownBy(() -> component.activate(properties)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("scion.path_mode");
    }

    @Test
    void ignoresAPolicyWithoutAName() {
        component.addPolicy(new LatencyPolicy(), Map.of());
        component.removePolicy(new LatencyPolicy(), Map.of());
        assertThat(lines()).anyMatch(line -> line.contains("policy.name"));
    }

    @Test
    void offersCounts() {
        component.activate(properties);
        Map<String, Long> counts = new HashMap<>();
        component.read(counts::put);
        assertThat(component.subsystem()).isEqualTo("scion");
        assertThat(counts).containsKeys("path_switches", "dropped_udp_checksum", "path_lookups_failed");
        assertThat(component.peers()).isEmpty();
        component.deactivate();
    }
}
