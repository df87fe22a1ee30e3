package org.pleach.broker;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.pleach.transport.Endpoint;

/** Reads {@link BrokerOptions}, key by key. */
final class BrokerOptionsReader {

    private static final int LARGEST_PAYLOAD = 64 << 20;
    private static final int LARGEST_CONTROL_LINE = 1 << 20;

    private final Settings settings;

    private BrokerOptionsReader(Config config) {
        settings = new Settings(config.withFallback(defaults()));
    }

    private static Config defaults() {
        return ConfigFactory.parseResources(BrokerOptionsReader.class.getClassLoader(), "reference.conf");
    }

    static BrokerOptions read(Config config) {
        return new BrokerOptionsReader(config).read();
    }

    private BrokerOptions read() {
        int maxPayload = settings.whole("max_payload", 0, LARGEST_PAYLOAD);
        long maxPending = settings.size("max_pending", maxPayload);
        return new BrokerOptions(name(), listen(), settings.text("client_advertise"), clusterName(),
                settings.text("config_file"), maxPayload, settings.whole("max_control_line", 1, LARGEST_CONTROL_LINE),
                settings.whole("max_connections", Integer.MIN_VALUE, Integer.MAX_VALUE),
                settings.whole("max_subscriptions", Integer.MIN_VALUE, Integer.MAX_VALUE), maxPending,
                settings.duration("write_deadline", Duration.ofMillis(1)),
                settings.duration("ping_interval", Duration.ofMillis(1)), settings.whole("ping_max", 0, Integer.MAX_VALUE),
                settings.flag("debug"), settings.flag("trace"), new AuthorizationReader(settings).read(),
                new AccountsReader(settings).read(), systemAccount(), lameDuck(),
                settings.whole("max_closed_clients", 0, 1 << 20), new TlsOptionsReader(settings).read(),
                new OperatorReader(settings).read());
    }

    private LameDuckOptions lameDuck() {
        Duration duration = settings.duration("lame_duck_duration", Duration.ofMillis(1));
        Duration grace = settings.duration("lame_duck_grace_period", Duration.ZERO);
        if (grace.compareTo(duration) >= 0) {
            throw settings.bad("lame_duck_grace_period", "less than lame_duck_duration, which is " + duration.toSeconds()
                    + " s", grace.toSeconds() + " s");
        }
        return new LameDuckOptions(duration, grace);
    }

    private String name() {
        String name = settings.text("server_name");
        if (name != null && (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace))) {
            throw settings.bad("server_name", "a name without blanks", name);
        }
        return name;
    }

    private String systemAccount() {
        String name = settings.text("system_account");
        String ofOperator = name == null ? OperatorReader.systemAccount(settings) : null;
        return name != null ? name : ofOperator != null ? ofOperator : Account.SYSTEM;
    }

    private String clusterName() {
        String name = settings.text("cluster.name");
        return name != null ? name : settings.text("cluster_name");
    }

    private Endpoint listen() {
        String listen = settings.text("listen");
        String text = listen != null ? listen : bracketed(settings.text("host")) + ':' + settings.text("port");
        try {
            return Endpoint.parse(text).withDefaultPort(settings.whole("port", -1, 65535));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(settings.origin(listen != null ? "listen" : "host"), "listen",
                    e.getMessage());
        }
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host;
    }
}
