package org.pleach.scion;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.pleach.transport.Endpoint;

/**
 * The {@code scion} section, checked. See {@code reference.conf} for what each setting means.
 *
 * @param daemon           address of the daemon
 * @param bootstrap        how to do without a daemon
 * @param daemonTimeout    how long one call may take
 * @param daemonMaxAnswer  biggest answer, bytes
 * @param pathPreference   names of policies, the one that decides first
 * @param pathFilters      names of policies without which no path is used
 * @param pathMode         name of a path scheduler
 * @param datagramSize     biggest payload of a datagram, bytes
 * @param maxPeers         most peers known at once
 * @param receiveBuffer    {@code SO_RCVBUF}, bytes
 * @param sendBuffer       {@code SO_SNDBUF}, bytes
 * @param paths            look-up of paths
 * @param silence          when silence is suspicious
 * @param resend           the window that is sent again
 * @param probe            probing
 */
public record ScionOptions(InetSocketAddress daemon, Bootstrap bootstrap, Duration daemonTimeout, int daemonMaxAnswer,
        List<String> pathPreference, List<String> pathFilters, String pathMode, int datagramSize, int maxPeers,
        int receiveBuffer, int sendBuffer, Paths paths, Silence silence, Resend resend, Probe probe) {

    private static final String DAEMON_VARIABLE = "SCION_DAEMON_ADDRESS";
    private static final String DEFAULT_DAEMON = "127.0.0.1:30255";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int MIN_DATAGRAM = 1200;
    private static final int MAX_DATAGRAM = 65_000;

    /**
     * How to do without a daemon: with a topology from a file or from a discovery server, and segments from the control
     * service.
     *
     * @param topologyFile name of the file; empty for none
     * @param server       address of the discovery server, or null
     * @param daemonFirst  whether a daemon is configured too, which is then asked first
     */
    public record Bootstrap(String topologyFile, InetSocketAddress server, boolean daemonFirst) {
        /** Whether there is a source. */
        public boolean isConfigured() {
            return !topologyFile.isEmpty() || server != null;
        }
    }

    /** Look-up of paths. */
    public record Paths(int max, Duration refresh, Duration refreshBeforeExpiry, Duration refreshOnFailure) { }

    /** When silence is suspicious. */
    public record Silence(Duration margin, Duration floor, Duration unknownRoundTrip) { }

    /** The window that is sent again. */
    public record Resend(int maxDatagrams, int maxBytes) { }

    /** Probing. */
    public record Probe(Duration active, Duration standby, Duration distrusted, Duration distrustedMax, int answers,
            Duration hold) { }

    /** Copies the lists. */
    public ScionOptions {
        pathPreference = List.copyOf(pathPreference);
        pathFilters = List.copyOf(pathFilters);
    }

    /** All defaults. */
    public static ScionOptions defaults() {
        return from(ConfigFactory.empty());
    }

    /**
     * Reads the section.
     *
     * @param section the content of {@code scion}, without this bundle's defaults, which are added here
     * @throws ConfigException naming the key, what was expected and what came
     */
    public static ScionOptions from(Config section) {
        return from(section, System.getenv(DAEMON_VARIABLE));
    }

    static ScionOptions from(Config section, String daemonVariable) {
        Config defaults = ConfigFactory.parseResources(ScionOptions.class.getClassLoader(), "reference.conf");
        Config config = section.withFallback(defaults.getConfig("scion")).resolve();
        return new ScionOptions(
                daemon(config, daemonVariable),
                bootstrap(config, daemonVariable),
                time(config, "daemon_timeout"),
                number(config, "daemon_max_answer", 1024, 64 << 20),
                names(config.getString("path_preference")),
                names(config.getString("path_filters")),
                mode(config),
                number(config, "datagram_size", MIN_DATAGRAM, MAX_DATAGRAM),
                number(config, "max_peers", 1, 1 << 24),
                number(config, "receive_buffer", 4096, 1 << 30),
                number(config, "send_buffer", 4096, 1 << 30),
                new Paths(number(config, "paths.max", 1, 1024), time(config, "paths.refresh"),
                        time(config, "paths.refresh_before_expiry"), time(config, "paths.refresh_on_failure")),
                new Silence(time(config, "silence.margin"), time(config, "silence.floor"),
                        time(config, "silence.unknown_round_trip")),
                new Resend(number(config, "resend.max_datagrams", 0, 1 << 16),
                        number(config, "resend.max_size", 0, 1 << 28)),
                new Probe(time(config, "probe.active"), time(config, "probe.standby"),
                        time(config, "probe.distrusted"), time(config, "probe.distrusted_max"),
                        number(config, "probe.answers", 1, 100), time(config, "probe.hold")));
    }

    /** The same with other names in {@code path_preference}. */
    public ScionOptions withPathPreference(String preference) {
        return new ScionOptions(daemon, bootstrap, daemonTimeout, daemonMaxAnswer, names(preference), pathFilters, pathMode,
                datagramSize, maxPeers, receiveBuffer, sendBuffer, paths, silence, resend, probe);
    }

    /** The same with another {@code path_mode}. */
    public ScionOptions withPathMode(String other) {
        return new ScionOptions(daemon, bootstrap, daemonTimeout, daemonMaxAnswer, pathPreference, pathFilters, other,
                datagramSize, maxPeers, receiveBuffer, sendBuffer, paths, silence, resend, probe);
    }

    /** The same with another daemon. */
    public ScionOptions withDaemon(InetSocketAddress other) {
        return new ScionOptions(other, bootstrap, daemonTimeout, daemonMaxAnswer, pathPreference, pathFilters, pathMode,
                datagramSize, maxPeers, receiveBuffer, sendBuffer, paths, silence, resend, probe);
    }

    private static List<String> names(String preference) {
        return preference.isBlank() ? List.of() : Arrays.stream(preference.split(",", -1)).map(String::strip).toList();
    }

    private static String mode(Config config) {
        String name = config.getString("path_mode");
        if (!NAME.matcher(name).matches()) {
            throw bad(config, "path_mode", "failover, redundant or the name of another path scheduler", name);
        }
        if (name.equals("spread")) {
            throw bad(config, "path_mode", "failover, redundant or the name of another path scheduler; spread is not "
                    + "offered, since QUIC takes what arrives out of order for lost", name);
        }
        return name;
    }

    private static InetSocketAddress daemon(Config config, String variable) {
        String configured = config.getString("daemon");
        String text = !configured.isEmpty() ? configured : isSet(variable) ? variable : DEFAULT_DAEMON;
        return address(config, "daemon", text);
    }

    private static boolean isSet(String variable) {
        return variable != null && !variable.isEmpty();
    }

    private static Bootstrap bootstrap(Config config, String daemonVariable) {
        String file = config.getString("bootstrap.topology_file");
        String server = config.getString("bootstrap.server");
        if (!file.isEmpty() && !server.isEmpty()) {
            throw bad(config, "bootstrap.server", "bootstrap.topology_file or bootstrap.server", "both");
        }
        String host = server.startsWith("http://") ? server.substring("http://".length()) : server;
        return new Bootstrap(file, server.isEmpty() ? null : address(config, "bootstrap.server", host),
                !config.getString("daemon").isEmpty() || isSet(daemonVariable));
    }

    private static InetSocketAddress address(Config config, String key, String text) {
        try {
            Endpoint endpoint = Endpoint.parse(text);
            if (endpoint.port() > 0 && !endpoint.isScion()) {
                return new InetSocketAddress(ScionAddress.literal(endpoint.host()), endpoint.port());
            }
        } catch (IllegalArgumentException e) {
            // told below, in the one form that all refusals have
        }
        throw bad(config, key, "an IP address and port such as " + DEFAULT_DAEMON, text);
    }

    private static Duration time(Config config, String key) {
        Duration value = config.getDuration(key);
        if (value.isNegative() || value.isZero()) {
            throw bad(config, key, "a time greater than 0", value.toString());
        }
        return value;
    }

    private static int number(Config config, String key, int least, int most) {
        long value = config.getBytes(key);
        if (value < least || value > most) {
            throw bad(config, key, least + " to " + most, Long.toString(value));
        }
        return (int) value;
    }

    private static ConfigException bad(Config config, String key, String expected, String found) {
        return new ConfigException.BadValue(config.getValue(key).origin(), "scion." + key,
                "expected " + expected + ", got \"" + found + '"');
    }
}
