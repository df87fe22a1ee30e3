package org.pleach.transport.websocket.osgi;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.pleach.transport.Network;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.Transport;
import org.pleach.transport.websocket.WebSocketOptions;
import org.pleach.transport.websocket.WebSocketTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers a {@link WebSocketTransport} while there is a configuration {@code org.pleach.websocket}. Another configuration
 * opens another port; connections that are there live on until they or this bundle end.
 */
@Component(service = {}, immediate = true, configurationPid = "org.pleach.websocket",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class WebSocketComponent {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketComponent.class);
    private static final List<String> FRAMEWORK_KEYS = List.of("service.", "component.", "felix.", "osgi.");

    private record Running(WebSocketOptions options, WebSocketTransport transport, ServiceRegistration<?> service) { }

    private final BundleContext context;
    private final Network network;
    private final TlsUpgrade tls;
    private final List<WebSocketTransport> former = new ArrayList<>();
    private Running running;

    /** Offers nothing yet. */
    @Activate
    public WebSocketComponent(BundleContext context, @Reference Network network, @Reference TlsUpgrade tls) {
        this.context = context;
        this.network = network;
        this.tls = tls;
    }

    /** Offers the transport. */
    @Activate
    synchronized void start(Map<String, Object> properties) {
        apply(properties);
    }

    /** Replaces the transport if something changed; a bad configuration is refused, and the old one stays. */
    @Modified
    synchronized void modified(Map<String, Object> properties) {
        apply(properties);
    }

    private void apply(Map<String, Object> properties) {
        try {
            WebSocketOptions wanted = WebSocketOptions.from(read(properties));
            if (running != null && wanted.equals(running.options())) {
                return;
            }
            WebSocketTransport transport = new WebSocketTransport(network, wanted, tls);
            if (running != null) {
                running.service().unregister();
                former.add(running.transport());
            }
            running = new Running(wanted, transport,
                    context.registerService(Transport.class, transport, new Hashtable<>()));
        } catch (ConfigException | IllegalArgumentException e) {
            LOG.error("Websocket configuration refused: {}", e.getMessage());
        }
    }

    private static Config read(Map<String, Object> properties) {
        Map<String, Object> own = new HashMap<>();
        properties.forEach((key, value) -> {
            if (FRAMEWORK_KEYS.stream().noneMatch(key::startsWith)) {
                own.put(key, value instanceof Object[] array ? Arrays.asList(array) : value);
            }
        });
        return ConfigFactory.parseMap(own, "configuration org.pleach.websocket");
    }

    /** Closes ports and connections. */
    @Deactivate
    synchronized void stop() {
        if (running != null) {
            running.service().unregister();
            running.transport().close();
            running = null;
        }
        former.forEach(WebSocketTransport::close);
        former.clear();
    }
}
