package org.pleach.clustering;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pleach.transport.Endpoint;

/** Reads {@link ClusterOptions}, key by key. */
final class ClusterOptionsReader {

    private static final Duration LONGEST_PING_INTERVAL = Duration.ofSeconds(30);
    private static final long LEAST_BUFFER = 1 << 20;

    private final Config config;

    private ClusterOptionsReader(Config config) {
        this.config = config;
    }

    static ClusterOptions read(Config cluster) {
        Config defaults = ConfigFactory.parseResources(ClusterOptionsReader.class.getClassLoader(), "reference.conf");
        return new ClusterOptionsReader(cluster.withFallback(defaults.getConfig("cluster"))).read();
    }

    private ClusterOptions read() {
        Duration ping = duration("ping_interval");
        return new ClusterOptions(name(), withMode(listen()), routes(), advertise(), config.getBoolean("no_advertise"),
                whole("connect_retries"), config.getBoolean("connect_backoff"),
                ping.compareTo(LONGEST_PING_INTERVAL) > 0 ? LONGEST_PING_INTERVAL : ping, whole("ping_max"),
                authorization(), outage());
    }

    private String name() {
        String name = text("name");
        if (name != null && (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace))) {
            throw bad("name", "expected a name without blanks, got \"" + name + '"');
        }
        return name;
    }

    private Endpoint listen() {
        String listen = text("listen");
        if (listen != null) {
            return endpoint("listen", listen).withDefaultPort(port());
        }
        String host = text("host");
        return endpoint("host", host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host)
                .withPort(port());
    }

    private int port() {
        int port = config.getInt("port");
        if (port < -1 || port > 65535) {
            throw bad("port", "expected -1 to 65535, got " + port);
        }
        return Math.max(port, 0);
    }

    private List<Endpoint> routes() {
        List<Endpoint> routes = new ArrayList<>();
        for (ConfigValue value : config.getList("routes")) {
            if (value.valueType() != ConfigValueType.STRING) {
                throw bad("routes", "expected URLs such as \"nats-route://host:6222\", got " + value.valueType());
            }
            Endpoint route = endpoint("routes", (String) value.unwrapped());
            if (route.port() <= 0) {
                throw bad("routes", "expected a port in \"" + route + '"');
            }
            routes.add(withMode(route));
        }
        return routes.stream().distinct().toList();
    }

    /** Tells the transport the cluster's {@code path_mode}, where the address has none of its own. */
    private Endpoint withMode(Endpoint endpoint) {
        String mode = text("scion.path_mode");
        return mode == null ? endpoint : endpoint.withDefaultParameter("path_mode", mode);
    }

    private Endpoint advertise() {
        String advertise = text("advertise");
        return advertise == null ? null : endpoint("advertise", advertise).withScheme("");
    }

    private ClusterOptions.Authorization authorization() {
        for (String unsupported : new String[] {"users", "token"}) {
            if (config.hasPath("authorization." + unsupported)) {
                throw bad("authorization." + unsupported, "a cluster has one user and password");
            }
        }
        String password = text("authorization.password") == null ? text("authorization.pass")
                : text("authorization.password");
        return new ClusterOptions.Authorization(text("authorization.user"), password == null ? "" : password,
                duration("authorization.timeout"));
    }

    private ClusterOptions.Outage outage() {
        long buffer = config.getBytes("outage.buffer");
        if (buffer < LEAST_BUFFER) {
            throw bad("outage.buffer", "expected at least " + LEAST_BUFFER + " bytes, got " + buffer);
        }
        String full = config.getString("outage.when_full");
        if (!full.equals("pause") && !full.equals("disconnect")) {
            throw bad("outage.when_full", "expected pause or disconnect, got \"" + full + '"');
        }
        return new ClusterOptions.Outage(duration("outage.longest"), buffer, full.equals("pause"));
    }

    private Endpoint endpoint(String key, String text) {
        try {
            return Endpoint.parse(text);
        } catch (IllegalArgumentException e) {
            throw bad(key, e.getMessage());
        }
    }

    private String text(String key) {
        return config.hasPath(key) ? config.getString(key) : null;
    }

    private int whole(String key) {
        int value = config.getInt(key);
        if (value < 0) {
            throw bad(key, "expected a number that is not negative, got " + value);
        }
        return value;
    }

    /** A time with a unit, or a number of seconds. */
    private Duration duration(String key) {
        Duration value = config.getValue(key).valueType() == ConfigValueType.NUMBER
                ? Duration.ofNanos(Math.round(config.getDouble(key) * 1e9)) : config.getDuration(key);
        if (value.isNegative() || value.isZero()) {
            throw bad(key, "expected a positive time, got " + value);
        }
        return value;
    }

    private ConfigException bad(String key, String problem) {
        return new ConfigException.BadValue(config.getValue(key).origin(), "cluster." + key, problem);
    }
}
