package org.pleach.clustering.osgi;

import com.typesafe.config.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.pleach.broker.Broker;
import org.pleach.broker.RouteReporter;
import org.pleach.broker.RouteSnapshot;
import org.pleach.clustering.Cluster;
import org.pleach.clustering.ClusterOptions;
import org.pleach.counters.CounterSource;
import org.pleach.transport.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a cluster as long as there is a broker and a configuration {@code org.pleach.cluster}. Listens and dials through
 * the broker, and so through whatever transports there are. A changed configuration closes only what it takes away, but
 * for another name, which starts the cluster anew.
 */
@Component(immediate = true, service = {RouteReporter.class, CounterSource.class},
        configurationPid = "org.pleach.cluster", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ClusterSettings.class)
public final class ClusterComponent implements RouteReporter, CounterSource {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterComponent.class);

    private final Broker broker;
    private volatile Cluster cluster;
    private String configuredName;

    /** Made by Declarative Services. */
    @Activate
    public ClusterComponent(@Reference Broker broker, Map<String, Object> properties) {
        this.broker = broker;
        start(options(properties));
    }

    private static ClusterOptions options(Map<String, Object> properties) {
        return ClusterOptions.from(FlatConfiguration.read(properties));
    }

    private void start(ClusterOptions options) {
        configuredName = options.name();
        cluster = new Cluster(broker, options);
        cluster.start();
    }

    /** Takes a changed configuration. A bad one is refused, and the old one stays. */
    @Modified
    synchronized void modified(Map<String, Object> properties) {
        ClusterOptions changed;
        try {
            changed = options(properties);
        } catch (ConfigException e) {
            LOG.error("Configuration refused, keeping the old one: {}", e.getMessage());
            return;
        }
        if (Objects.equals(changed.name(), configuredName)) {
            cluster.reload(changed);
        } else {
            cluster.close();
            start(changed);
        }
    }

    /** Closes ports and routes. */
    @Deactivate
    synchronized void stop() {
        cluster.close();
    }

    @Override
    public String clusterName() {
        return cluster.clusterName();
    }

    @Override
    public List<Endpoint> listening() {
        return cluster.listening();
    }

    @Override
    public List<Endpoint> configured() {
        return cluster.configured();
    }

    @Override
    public List<RouteSnapshot> routes() {
        return cluster.routes();
    }

    @Override
    public String subsystem() {
        return cluster.counters().subsystem();
    }

    @Override
    public void read(Reader reader) {
        cluster.counters().read(reader);
    }
}
