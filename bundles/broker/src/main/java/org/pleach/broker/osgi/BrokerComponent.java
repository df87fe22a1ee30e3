package org.pleach.broker.osgi;

import com.typesafe.config.ConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.pleach.auth.Authenticator;
import org.pleach.broker.Broker;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.server.BrokerServer;
import org.pleach.counters.CounterSource;
import org.pleach.transport.Network;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a server in an OSGi framework as long as there is a network and a configuration, and offers it as a {@link Broker}
 * service once it is ready. Transports and authenticators come and go without a restart; a changed configuration closes no
 * connection.
 */
@Component(immediate = true, service = { }, configurationPid = "org.pleach.broker",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BrokerSettings.class)
public final class BrokerComponent {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerComponent.class);

    private record RankedAuthenticator(Authenticator authenticator, int rank) { }

    private final BundleContext context;
    private final BrokerServer server;
    private final List<RankedAuthenticator> authenticators = new ArrayList<>();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private TlsUpgrade tls;
    private boolean stopped;

    /** Made by Declarative Services. */
    @Activate
    public BrokerComponent(BundleContext context, @Reference Network network, Map<String, Object> properties) {
        this.context = context;
        this.server = BrokerServer.builder().network(network).options(options(properties)).build();
    }

    private static BrokerOptions options(Map<String, Object> properties) {
        return BrokerOptions.from(FlatConfiguration.read(properties));
    }

    /** A transport comes. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addTransport(Transport transport, Map<String, Object> properties) {
        server.addTransport(transport, rank(properties));
    }

    /** A transport goes. */
    void removeTransport(Transport transport) {
        server.removeTransport(transport);
    }

    /** Somebody who can do TLS comes. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setTls(TlsUpgrade upgrade) {
        tls = upgrade;
        server.tls(upgrade);
    }

    /** And goes; the next one may have come already. */
    synchronized void unsetTls(TlsUpgrade upgrade) {
        if (tls == upgrade) {
            tls = null;
            server.tls(null);
        }
    }

    /** An authenticator comes. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void addAuthenticator(Authenticator authenticator, Map<String, Object> properties) {
        authenticators.add(new RankedAuthenticator(authenticator, rank(properties)));
        authenticators.sort(Comparator.comparingInt(RankedAuthenticator::rank).reversed());
        tellAuthenticators();
    }

    /** An authenticator goes. */
    synchronized void removeAuthenticator(Authenticator authenticator) {
        authenticators.removeIf(each -> each.authenticator() == authenticator);
        tellAuthenticators();
    }

    private void tellAuthenticators() {
        server.authenticators(authenticators.stream().map(RankedAuthenticator::authenticator).toList());
    }

    private static int rank(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    /** Starts once the transports that are there are bound. */
    @Activate
    void start() {
        server.start();
        server.ready().whenComplete((nothing, failure) -> {
            if (failure == null) {
                register();
                server.announceReady().thenRun(this::signal);
            } else {
                giveUp(failure);
            }
        });
    }

    /** Tells whoever runs the framework, if it listens, that this server will not come up. */
    private synchronized void giveUp(Throwable failure) {
        if (!stopped) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put("pleach.fatal", String.valueOf(failure.getMessage()));
            registrations.add(context.registerService(Object.class, new Object(), properties));
        }
    }

    private synchronized void register() {
        if (!stopped) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put("server.id", server.identity().id());
            properties.put("server.name", server.identity().name());
            registrations.add(context.registerService(CounterSource.class, server.counters(), new Hashtable<>()));
            registrations.add(context.registerService(Broker.class, server, properties));
            Hashtable<String, Object> signal = new Hashtable<>();
            signal.put("pleach.signal", "USR2");
            registrations.add(context.registerService(Runnable.class, (Runnable) () -> server.lameDuck(this::leave),
                    signal));
        }
    }

    /** Tells whoever runs the framework that all ports are open. */
    private synchronized void signal() {
        if (!stopped) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put("pleach.ready", true);
            registrations.add(context.registerService(Object.class, new Object(), properties));
        }
    }

    /** All clients are gone: so does the framework. On a thread of its own, since stopping waits for event loops. */
    private void leave() {
        Thread stopping = new Thread(() -> {
            try {
                context.getBundle(0).stop();
            } catch (BundleException e) {
                LOG.error("Cannot stop after lame duck mode: {}", e.getMessage());
            }
        }, "pleach-lame-duck");
        stopping.start();
    }

    /** Takes a changed configuration. A bad one is refused, and the old one stays. */
    @Modified
    void modified(Map<String, Object> properties) {
        try {
            server.reload(options(properties));
        } catch (ConfigException e) {
            LOG.error("Configuration refused, keeping the old one: {}", e.getMessage());
        }
    }

    /** Stops the server. */
    @Deactivate
    void stop() {
        List<ServiceRegistration<?>> offered;
        synchronized (this) {
            stopped = true;
            offered = List.copyOf(registrations);
            registrations.clear();
        }
        offered.forEach(ServiceRegistration::unregister);
        server.close();
    }
}
