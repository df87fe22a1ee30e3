package org.pleach.monitoring.osgi;

import com.typesafe.config.ConfigException;
import java.util.List;
import java.util.Map;
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
import org.pleach.monitoring.Sources;
import org.pleach.monitoring.system.SystemService;

/**
 * Runs a {@link SystemService} while there are a broker and a configuration {@code org.pleach.system}. The latter says nothing
 * of its own, and may be empty: it repeats where monitoring over HTTP is. Without it nobody would want this component, which
 * could do nothing, in a framework where no broker is configured.
 */
@Component(service = CounterSource.class, immediate = true, configurationPid = "org.pleach.system",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SystemComponent implements CounterSource {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile RouteReporter routes;

    private final SystemService service;
    private volatile MonitoringOptions http;

    /** Begins to answer. */
    @Activate
    public SystemComponent(@Reference Broker broker, Map<String, Object> properties) {
        modified(properties);
        service = SystemService.start(new Sources(broker, () -> routes, List::of, List::of), () -> http);
    }

    /** Notes where the pages are. */
    @Modified
    void modified(Map<String, Object> properties) {
        try {
            http = MonitoringComponent.options(properties).orElse(null);
        } catch (ConfigException | IllegalArgumentException e) {
            // The one who is to open the port says so.
            http = null;
        }
    }

    @Override
    public String subsystem() {
        return service.counters().subsystem();
    }

    @Override
    public void read(Reader reader) {
        service.counters().read(reader);
    }

    /** Tells that the server stops. */
    @Deactivate
    void deactivate() {
        service.close();
    }
}
