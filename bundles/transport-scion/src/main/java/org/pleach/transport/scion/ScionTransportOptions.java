package org.pleach.transport.scion;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;
import java.nio.file.Path;
import java.util.Locale;
import org.pleach.transport.TlsSettings;

/**
 * What the {@code scion} section says about connections. See {@code reference.conf} for what each setting means.
 *
 * @param idleTimeout      {@code quic.idle_timeout}, milliseconds
 * @param keepAlive        {@code quic.keep_alive}, milliseconds
 * @param handshakeTimeout {@code quic.handshake_timeout}, milliseconds
 * @param closeTimeout     {@code quic.close_timeout}, milliseconds
 * @param datagramSize     {@code datagram_size}, which the SCION stack keeps free of paths that are too small; bytes
 * @param streamWindow     {@code quic.stream_window}, bytes
 * @param connectionWindow {@code quic.connection_window}, bytes
 * @param congestion       {@code quic.congestion_control}
 * @param retryAbove       {@code quic.retry_above}
 * @param maxHalfOpen      {@code quic.max_half_open}
 * @param clientPathMode   {@code client_path_mode}, or null for the one that everything has
 * @param tls              {@code tls}, or null if nothing is configured and nobody verified
 */
public record ScionTransportOptions(long idleTimeout, long keepAlive, long handshakeTimeout, long closeTimeout,
        int datagramSize, long streamWindow, long connectionWindow, Congestion congestion, int retryAbove,
        int maxHalfOpen, String clientPathMode, TlsSettings tls) {

    private static final int DEFAULT_DATAGRAM = 1200;
    private static final int MAX_DATAGRAM = 65_000;

    /** Congestion control. */
    public enum Congestion {
        /** RFC 9438: fills the bottleneck's queue until it loses. */
        CUBIC(QuicCongestionControlAlgorithm.CUBIC),
        /** Models the path by rate and round trip. */
        BBR(QuicCongestionControlAlgorithm.BBR),
        /** RFC 6582. */
        RENO(QuicCongestionControlAlgorithm.RENO);

        private final QuicCongestionControlAlgorithm algorithm;

        Congestion(QuicCongestionControlAlgorithm algorithm) {
            this.algorithm = algorithm;
        }

        QuicCongestionControlAlgorithm algorithm() {
            return algorithm;
        }
    }

    /** All defaults: nobody is verified. */
    public static ScionTransportOptions defaults() {
        return from(ConfigFactory.empty());
    }

    /**
     * Reads the section.
     *
     * @param section the content of {@code scion}, without this bundle's defaults, which are added here
     * @throws ConfigException naming the key, what was expected and what came
     */
    public static ScionTransportOptions from(Config section) {
        Config defaults = ConfigFactory.parseResources(ScionTransportOptions.class.getClassLoader(), "reference.conf");
        Config config = section.withFallback(defaults.getConfig("scion")).resolve();
        ScionTransportOptions options = new ScionTransportOptions(
                time(config, "quic.idle_timeout"),
                time(config, "quic.keep_alive"),
                time(config, "quic.handshake_timeout"),
                time(config, "quic.close_timeout"),
                config.hasPath("datagram_size")
                        ? (int) size(config, "datagram_size", DEFAULT_DATAGRAM, MAX_DATAGRAM) : DEFAULT_DATAGRAM,
                size(config, "quic.stream_window", 16 << 10, 1L << 30),
                size(config, "quic.connection_window", 16 << 10, 1L << 30),
                congestion(config),
                (int) size(config, "quic.retry_above", 0, 1 << 20),
                (int) size(config, "quic.max_half_open", 1, 1 << 20),
                config.getString("client_path_mode").isEmpty() ? null : config.getString("client_path_mode"),
                tls(config.getConfig("tls")));
        if (options.keepAlive >= options.idleTimeout) {
            throw bad(config, "quic.keep_alive", "less than quic.idle_timeout of " + options.idleTimeout + " ms");
        }
        if (options.connectionWindow < options.streamWindow) {
            throw bad(config, "quic.connection_window", "at least quic.stream_window of " + options.streamWindow);
        }
        return options;
    }

    /** The same with other TLS settings; null for none. */
    public ScionTransportOptions withTls(TlsSettings other) {
        return new ScionTransportOptions(idleTimeout, keepAlive, handshakeTimeout, closeTimeout, datagramSize,
                streamWindow, connectionWindow, congestion, retryAbove, maxHalfOpen, clientPathMode, other);
    }

    private static TlsSettings tls(Config tls) {
        if (tls.getString("cert_file").isEmpty() && tls.getString("key_file").isEmpty()
                && tls.getString("ca_file").isEmpty()) {
            return null;
        }
        String serverName = tls.getString("server_name");
        try {
            return new TlsSettings(file(tls, "cert_file"), file(tls, "key_file"), file(tls, "ca_file"),
                    tls.getBoolean("verify"), tls.getBoolean("insecure"), serverName.isEmpty() ? null : serverName,
                    TlsSettings.DEFAULT_TIMEOUT_MILLIS);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(tls.getValue("cert_file").origin(), "scion.tls", e.getMessage());
        }
    }

    private static Path file(Config tls, String key) {
        String name = tls.getString(key);
        return name.isEmpty() ? null : Path.of(name);
    }

    private static Congestion congestion(Config config) {
        String name = config.getString("quic.congestion_control");
        for (Congestion one : Congestion.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(name)) {
                return one;
            }
        }
        throw bad(config, "quic.congestion_control", "cubic, bbr or reno");
    }

    private static long time(Config config, String key) {
        long millis = config.getDuration(key).toMillis();
        if (millis <= 0) {
            throw bad(config, key, "a time of 1 ms or more");
        }
        return millis;
    }

    private static long size(Config config, String key, long least, long most) {
        long value = config.getBytes(key);
        if (value < least || value > most) {
            throw bad(config, key, least + " to " + most);
        }
        return value;
    }

    private static ConfigException bad(Config config, String key, String expected) {
        return new ConfigException.BadValue(config.getValue(key).origin(), "scion." + key,
                "expected " + expected + ", got \"" + config.getValue(key).unwrapped() + '"');
    }
}
