package org.pleach.broker;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Map;
import org.pleach.auth.Permissions;
import org.pleach.auth.PublicNkey;
import org.pleach.transport.Endpoint;

/**
 * What the server is configured with: nats-server's root keys, with its names, units and defaults
 * ({@code reference.conf}).
 *
 * @param serverName       {@code server_name}, or null
 * @param listen           {@code listen}, or {@code host} and {@code port}; port 0 (or -1 in a file) for any free one
 * @param clientAdvertise  {@code client_advertise}: the address clients are told, or null
 * @param clusterName      {@code cluster.name} (or {@code cluster_name}), for the log only, or null
 * @param configFile       {@code config_file}: where the configuration came from, for the log only, or null
 * @param maxPayload       bytes of headers and payload in a message
 * @param maxControlLine   bytes of a protocol line
 * @param maxConnections   client connections at a time; 0 or less for no limit
 * @param maxSubscriptions subscriptions per connection; 0 or less for no limit
 * @param maxPending       bytes waiting to be written to one connection
 * @param writeDeadline    how long a connection may take nothing of what waits for it
 * @param pingInterval     silence after which a PING is sent
 * @param pingMax          PINGs without an answer after which a connection is stale
 * @param debug            log at DBG
 * @param trace            log the protocol at TRC
 * @param authorization    who may connect
 * @param accounts         what is configured of each account, by name; {@code $G} and the system account are there
 * @param systemAccount    {@code system_account}: the name of the account for the servers themselves
 * @param lameDuck         how clients are left in lame duck mode
 * @param maxClosedClients {@code max_closed_clients}: closed connections that are remembered
 * @param tls              the {@code tls} block: what clients must use, or null for connections in clear
 * @param operator         operator mode, or null: then {@code authorization} and {@code accounts} say who may connect
 */
public record BrokerOptions(String serverName, Endpoint listen, String clientAdvertise, String clusterName,
                            String configFile, int maxPayload, int maxControlLine, int maxConnections,
                            int maxSubscriptions, long maxPending, Duration writeDeadline, Duration pingInterval,
                            int pingMax, boolean debug, boolean trace, Authorization authorization,
                            Map<String, AccountOptions> accounts, String systemAccount,
                            LameDuckOptions lameDuck, int maxClosedClients, ClientTlsOptions tls,
                            OperatorOptions operator) {

    /**
     * Reads the root keys; what is missing has the default.
     *
     * @throws com.typesafe.config.ConfigException if a value is wrong: names the key, where it stands and what was expected
     */
    public static BrokerOptions from(Config config) {
        return BrokerOptionsReader.read(config);
    }

    /**
     * The {@code authorization} block, and the users of the {@code accounts} block.
     *
     * @param users                 who may connect by name and password, or nkey, by name or nkey; {@code user}/{@code password} are one of them
     * @param token                 the token that lets in without a name, or null
     * @param timeout               how long a connection may take to send CONNECT, and to be let in
     * @param noAuthUser            the user that connections become which show nothing, or null; {@link User#ANYBODY} if only
     *                              the system account has users
     * @param authenticatorRequired whether nobody is let in while there is no authenticator service
     * @param callout               whom a service is asked about, or null
     */
    public record Authorization(Map<String, User> users, String token, Duration timeout, String noAuthUser,
                                boolean authenticatorRequired, CalloutOptions callout) {

        /** Copies the users. */
        public Authorization {
            users = Map.copyOf(users);
        }

        /** Whether anything has to be shown. */
        public boolean required() {
            return token != null || !users.isEmpty();
        }

        /** The user of that name, or null. */
        public User user(String name) {
            return name == null ? null : users.get(name);
        }

        /** Whether somebody may connect by nkey. */
        public boolean hasNkeys() {
            return users.values().stream().anyMatch(user -> user.nkey() != null);
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Authorization[users=" + users.keySet() + ", token=" + (token != null) + ", timeout=" + timeout + ']';
        }
    }

    /**
     * A user.
     *
     * @param name        the name, or the nkey as text
     * @param password    as such or as a bcrypt hash; does not count for a user with an nkey
     * @param nkey        the public nkey that it must prove to have the private half of, or null
     * @param account     the account it belongs to
     * @param permissions what it may do, or null for everything
     */
    public record User(String name, String password, PublicNkey nkey, String account, Permissions permissions) {

        /** The name of the user that everybody becomes when only the system account has users. */
        public static final String ANYBODY = "$anybody";

        /** Prints no secret. */
        @Override
        public String toString() {
            return account + '/' + name;
        }
    }
}
