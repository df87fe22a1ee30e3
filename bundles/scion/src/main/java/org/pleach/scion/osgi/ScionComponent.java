package org.pleach.scion.osgi;

import com.typesafe.config.ConfigException;
import java.util.List;
import java.util.Map;
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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pleach.counters.CounterSource;
import org.pleach.path.IsdAs;
import org.pleach.path.PathPolicy;
import org.pleach.path.PathReporter;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.scion.NativeEndhost;
import org.pleach.scion.PathPolicies;
import org.pleach.scion.PathSchedulers;
import org.pleach.scion.ScionEndhost;
import org.pleach.scion.ScionOptions;
import org.pleach.scion.ScionSocket;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers a {@link NativeEndhost} as a service while the {@code scion} section is configured, and takes path policies
 * and path schedulers as they come and go.
 */
@Component(service = {ScionEndhost.class, PathReporter.class, CounterSource.class},
        configurationPid = "org.pleach.scion", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true)
@Designate(ocd = ScionComponent.Settings.class)
public final class ScionComponent implements ScionEndhost, CounterSource {

    private static final Logger LOG = LoggerFactory.getLogger(ScionComponent.class);

    /** What an operator sets; the rest is in {@code reference.conf} and may be set under the same names. */
    @ObjectClassDefinition(name = "Pleach SCION", description = "The scion section of the configuration")
    public @interface Settings {
        /** Address of the SCION daemon. */
        @AttributeDefinition(name = "SCION daemon", description = "ip:port; empty for SCION_DAEMON_ADDRESS or 127.0.0.1:30255",
                required = false)
        String daemon() default "";

        /** Names of policies. */
        @AttributeDefinition(name = "Path preference", required = false,
                description = "Names of path policies, comma separated; the first decides")
        String path__preference() default "";

        /** How datagrams are spread. */
        @AttributeDefinition(name = "Path mode", required = false,
                description = "failover or the name of another path scheduler")
        String path__mode() default "failover";
    }

    private final Network network;
    private final PathPolicies policies = new PathPolicies();
    private final PathSchedulers schedulers = new PathSchedulers();
    private NativeEndhost endhost;

    /** Nothing happens before {@link #activate}: policies and schedulers are bound in between. */
    @Activate
    public ScionComponent(@Reference Network network) {
        this.network = network;
    }

    @Activate
    void activate(Map<String, Object> properties) {
        endhost = NativeEndhost.open(network, ScionOptions.from(Section.of(properties)), policies,
                schedulers);
    }

    /** Obeys another {@code path_preference} and {@code path_mode}; keeps the rest until a restart, and says so. */
    @Modified
    void modified(Map<String, Object> properties) {
        try {
            endhost.reconfigure(ScionOptions.from(Section.of(properties)));
        } catch (ConfigException e) {
            LOG.error("Configuration of scion not changed: {}", e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        endhost.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addPolicy(PathPolicy policy, Map<String, Object> properties) {
        if (properties.get(PathPolicy.NAME) instanceof String name) {
            policies.add(name, policy);
        } else {
            LOG.warn("Ignoring path policy {}: expected a service property {} with its name", policy.getClass(),
                    PathPolicy.NAME);
        }
    }

    /** Its service properties changed, which a policy's do when its configuration does: it may order otherwise now. */
    void updatedPolicy(PathPolicy policy, Map<String, Object> properties) {
        policies.changed();
    }

    void removePolicy(PathPolicy policy, Map<String, Object> properties) {
        if (properties.get(PathPolicy.NAME) instanceof String name) {
            policies.remove(name, policy);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addScheduler(PathScheduler scheduler, Map<String, Object> properties) {
        if (properties.get(PathScheduler.NAME) instanceof String name && !name.equals(PathSchedulers.FAILOVER)) {
            schedulers.add(name, scheduler);
        } else {
            LOG.warn("Ignoring path scheduler {}: expected a service property {} with its name, other than {}",
                    scheduler.getClass(), PathScheduler.NAME, PathSchedulers.FAILOVER);
        }
    }

    void removeScheduler(PathScheduler scheduler, Map<String, Object> properties) {
        if (properties.get(PathScheduler.NAME) instanceof String name) {
            schedulers.remove(name, scheduler);
        }
    }

    @Override
    public CompletionStage<IsdAs> localAs() {
        return endhost.localAs();
    }

    @Override
    public CompletionStage<ScionSocket> bind(String host, int port, String mode) {
        return endhost.bind(host, port, mode);
    }

    @Override
    public CounterSource counters() {
        return endhost.counters();
    }

    @Override
    public List<PeerPaths> peers() {
        return endhost.peers();
    }

    @Override
    public String subsystem() {
        return endhost.counters().subsystem();
    }

    @Override
    public void read(Reader reader) {
        endhost.counters().read(reader);
    }
}
