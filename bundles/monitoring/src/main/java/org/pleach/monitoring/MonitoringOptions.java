package org.pleach.monitoring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how the server's state is shown: nats-server's {@code http}, {@code http_port} ({@code monitor_port}) and
 * {@code http_base_path}.
 *
 * @param host           where to listen; loopback unless a host is given, because nothing asks who is there
 * @param port           where to listen; 0 for any free port
 * @param basePath       what stands before the pages' names: empty or {@code /something}
 * @param maxConnections connections at a time, at least 1
 * @param timeout        how long a client may take to send a request, and to take its answer
 */
public record MonitoringOptions(String host, int port, String basePath, int maxConnections, Duration timeout) {

    /** Where to listen unless a host is given. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    private static final int ANY_PORT = -1;
    private static final int MAX_PORT = 65535;

    /** Checks ranges. */
    public MonitoringOptions {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("monitoring port: expected 0 to 65535, got " + port);
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("http_max_connections: expected at least 1, got " + maxConnections);
        }
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("http_timeout: expected more than 0, got " + timeout);
        }
        if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
            throw new IllegalArgumentException("http_base_path: expected nothing or /path, got \"" + basePath + '"');
        }
    }

    /**
     * Reads the root keys. As in nats-server, port 0 or none means no monitoring and -1 any free port.
     *
     * @return empty if there shall be no monitoring
     * @throws ConfigException if a value is wrong, or if {@code https} is asked for, which is not served yet
     */
    public static Optional<MonitoringOptions> from(Config config) {
        for (String key : List.of("https", "https_port")) {
            if (isSet(config, key)) {
                throw new ConfigException.BadValue(config.getValue(key).origin(), key,
                        "monitoring over https is not served yet: expected http or http_port");
            }
        }
        Config all = config.withFallback(ConfigFactory.parseResources(MonitoringOptions.class.getClassLoader(),
                "reference.conf"));
        String host = DEFAULT_HOST;
        int port;
        if (all.hasPath("http")) {
            String address = all.getString("http");
            int colon = address.lastIndexOf(':');
            host = colon <= 0 ? DEFAULT_HOST : withoutBrackets(address.substring(0, colon));
            port = port(all, "http", address.substring(colon + 1));
        } else if (all.hasPath("http_port")) {
            port = port(all, "http_port", all.getString("http_port"));
        } else if (all.hasPath("monitor_port")) {
            port = port(all, "monitor_port", all.getString("monitor_port"));
        } else {
            return Optional.empty();
        }
        return port == 0 ? Optional.empty() : Optional.of(new MonitoringOptions(host, port == ANY_PORT ? 0 : port,
                basePath(all.getString("http_base_path")), all.getInt("http_max_connections"),
                all.getDuration("http_timeout")));
    }

    private static boolean isSet(Config config, String key) {
        return config.hasPath(key) && !(config.getValue(key).valueType() == ConfigValueType.NUMBER
                && config.getInt(key) == 0);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(Config config, String key, String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= ANY_PORT && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, as a port out of range is.
        }
        throw new ConfigException.BadValue(config.getValue(key).origin(), key,
                "expected a port from -1 to 65535, perhaps behind a host and a colon, got \""
                        + config.getString(key) + '"');
    }

    private static String basePath(String text) {
        String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }
}
