package org.pleach.monitoring.osgi;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pleach.broker.Broker;
import org.pleach.broker.RouteReporter;
import org.pleach.counters.CounterSource;
import org.pleach.monitoring.MonitoringOptions;
import org.pleach.monitoring.MonitoringServer;
import org.pleach.monitoring.Sources;
import org.pleach.path.PathReporter;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link MonitoringServer} while there are a broker and a configuration {@code org.pleach.monitoring}. */
@Component(service = {}, immediate = true, configurationPid = "org.pleach.monitoring",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MonitoringComponent {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoringComponent.class);
    private static final List<String> FRAMEWORK_KEYS = List.of("service.", "component.", "felix.", "osgi.");

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile RouteReporter routes;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Collection<PathReporter> paths = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Collection<CounterSource> counters = List.of();

    private final Network network;
    private final Broker broker;
    private final Sources sources;
    private Optional<MonitoringOptions> options = Optional.empty();
    private CompletionStage<MonitoringServer> running;

    /** Opens no port yet. */
    @Activate
    public MonitoringComponent(@Reference Network network, @Reference Broker broker) {
        this.network = network;
        this.broker = broker;
        this.sources = new Sources(broker, () -> routes, () -> paths, () -> counters);
    }

    /** Opens the port. */
    @Activate
    void activate(Map<String, Object> properties) {
        apply(read(properties));
    }

    /** Opens another port if something changed; the old one is closed first. */
    @Modified
    void modified(Map<String, Object> properties) {
        Optional<MonitoringOptions> changed = read(properties);
        if (!changed.equals(options)) {
            deactivate();
            apply(changed);
        }
    }

    private void apply(Optional<MonitoringOptions> wanted) {
        options = wanted;
        if (wanted.isEmpty()) {
            return;
        }
        running = MonitoringServer.start(wanted.get(), network, sources);
        running.whenComplete((server, failure) -> {
            if (failure != null) {
                LOG.error("Error starting monitor: {}", failure.getMessage());
            }
        });
        broker.holdReady(running);
    }

    private static Optional<MonitoringOptions> read(Map<String, Object> properties) {
        try {
            return options(properties);
        } catch (ConfigException | IllegalArgumentException e) {
            LOG.error("Error starting monitor: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** What the configuration {@code org.pleach.monitoring} says. */
    static Optional<MonitoringOptions> options(Map<String, Object> properties) {
        Map<String, Object> own = new HashMap<>(properties);
        own.keySet().removeIf(key -> FRAMEWORK_KEYS.stream().anyMatch(key::startsWith));
        return MonitoringOptions.from(ConfigFactory.parseMap(own, "configuration org.pleach.monitoring"));
    }

    /** Closes the port. */
    @Deactivate
    void deactivate() {
        if (running != null) {
            running.thenAccept(MonitoringServer::close);
            running = null;
        }
    }
}
