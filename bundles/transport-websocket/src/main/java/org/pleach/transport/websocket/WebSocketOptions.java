package org.pleach.transport.websocket;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.pleach.transport.Endpoint;
import org.pleach.transport.TlsSettings;

/**
 * The {@code websocket} block, with nats-server's keys and defaults.
 *
 * @param listen           {@code listen}, or {@code host} and {@code port}; port 0 for any free one
 * @param tls              the {@code tls} block, or null for {@code no_tls}
 * @param map              {@code tls.verify_and_map}: a client is the user that its certificate names
 * @param origins          who may connect from a browser
 * @param compression      {@code compression}: permessage-deflate for clients that offer it
 * @param handshakeTimeout {@code handshake_timeout}: how long the request may take
 * @param pingInterval     {@code ping_interval}, or null for that of the other clients
 * @param maxHalfOpen      {@code max_half_open}: connections without a request at a time
 * @param maxMessage       {@code max_message}: bytes a compressed message may become
 * @param files            changes when the certificates do
 */
public record WebSocketOptions(Endpoint listen, TlsSettings tls, boolean map, Origins origins, boolean compression,
        Duration handshakeTimeout, Duration pingInterval, int maxHalfOpen, long maxMessage, String files) {

    /**
     * Reads the section; what is missing has the default.
     *
     * @param section keys relative to {@code websocket}
     * @throws ConfigException if a value is wrong, or neither {@code tls} nor {@code no_tls} is there
     */
    public static WebSocketOptions from(Config section) {
        Config config = section.withFallback(ConfigFactory.parseResources(WebSocketOptions.class.getClassLoader(),
                "reference.conf").getConfig("websocket"));
        if (!config.hasPath("tls.cert_file") && !config.getBoolean("no_tls")) {
            throw new ConfigException.BadValue(config.origin(), "websocket",
                    "websocket requires TLS configuration: expected tls { } or no_tls: true");
        }
        boolean map = flag(config, "tls.verify_and_map");
        return new WebSocketOptions(listen(config), tls(config, map), map,
                Origins.of(config.getBoolean("same_origin"), config.getStringList("allowed_origins")),
                config.getBoolean("compression"), config.getDuration("handshake_timeout"),
                config.hasPath("ping_interval") ? config.getDuration("ping_interval") : null,
                config.getInt("max_half_open"), config.getBytes("max_message"),
                config.hasPath("certificates_digest") ? config.getString("certificates_digest") : "");
    }

    private static Endpoint listen(Config config) {
        int port = config.getInt("port");
        return Endpoint.of(config.getString("host"), Math.max(port, 0));
    }

    private static TlsSettings tls(Config config, boolean map) {
        if (!config.hasPath("tls.cert_file")) {
            return null;
        }
        Duration timeout = config.hasPath("tls.timeout") ? config.getDuration("tls.timeout")
                : Duration.ofMillis(TlsSettings.DEFAULT_TIMEOUT_MILLIS);
        Set<String> pinned = texts(config, "tls.pinned_certs").stream().map(pin -> pin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new TlsSettings(path(config, "tls.cert_file"), path(config, "tls.key_file"), path(config, "tls.ca_file"),
                map || flag(config, "tls.verify"), false, null, (int) Math.min(Integer.MAX_VALUE, timeout.toMillis()),
                texts(config, "tls.cipher_suites"),
                config.hasPath("tls.min_version") ? config.getString("tls.min_version") : "1.2", pinned);
    }

    private static boolean flag(Config config, String key) {
        return config.hasPath(key) && config.getBoolean(key);
    }

    private static Path path(Config config, String key) {
        return config.hasPath(key) ? Path.of(config.getString(key)) : null;
    }

    private static List<String> texts(Config config, String key) {
        return config.hasPath(key) ? config.getStringList(key) : List.of();
    }
}
