package org.pleach.clustering;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import org.pleach.transport.Endpoint;

/**
 * What a cluster is configured with: the keys of nats-server's block {@code cluster}, with its names, units and
 * defaults ({@code reference.conf}).
 *
 * @param name           {@code name}, or null for one that is made up
 * @param listen         {@code listen}, or {@code host} and {@code port}; port 0 (or -1 in a file) for any free one
 * @param routes         {@code routes}: servers to connect to
 * @param advertise      {@code advertise}: the address other servers are told, or null
 * @param noAdvertise    {@code no_advertise}: whether clients' addresses are kept from other servers
 * @param connectRetries {@code connect_retries}: how often a server told by another is tried again
 * @param connectBackoff {@code connect_backoff}: whether the pauses between attempts grow to 30 s
 * @param pingInterval   {@code ping_interval}: at most 30 s
 * @param pingMax        {@code ping_max}: PINGs without an answer after which a route is stale
 * @param authorization  {@code authorization}: what a peer must show
 * @param outage         {@code outage}: what to do while no path leads to a peer
 */
public record ClusterOptions(String name, Endpoint listen, List<Endpoint> routes, Endpoint advertise,
        boolean noAdvertise, int connectRetries, boolean connectBackoff, Duration pingInterval, int pingMax,
        Authorization authorization, Outage outage) {

    /** Lists are copied. */
    public ClusterOptions {
        routes = List.copyOf(routes);
    }

    /**
     * Reads the section {@code cluster}, its keys at the top; what is missing has the default.
     *
     * @throws com.typesafe.config.ConfigException if a value is wrong: names the key, where it stands and what was
     *                                             expected
     */
    public static ClusterOptions from(Config cluster) {
        return ClusterOptionsReader.read(cluster);
    }

    /**
     * What to do while a peer cannot be reached: what is for it is kept, up to a bound.
     *
     * @param longest {@code longest}: how long; after that the route is given up
     * @param buffer  {@code buffer}: bytes kept for one peer
     * @param pauses  {@code when_full}: whether publishers wait when the buffer is full; else the route is given up
     */
    public record Outage(Duration longest, long buffer, boolean pauses) { }

    /**
     * What a peer must show.
     *
     * @param user     null if nothing
     * @param password empty if none
     * @param timeout  how long a peer may take to show it
     */
    public record Authorization(String user, String password, Duration timeout) {

        /** Whether anything has to be shown. */
        public boolean required() {
            return user != null;
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Authorization[required=" + required() + ", timeout=" + timeout + ']';
        }
    }
}
