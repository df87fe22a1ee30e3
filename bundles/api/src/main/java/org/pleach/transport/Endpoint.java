package org.pleach.transport;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.pleach.path.IsdAs;

/**
 * Where to listen or connect: a scheme, optionally an AS, a host and a port, as configuration and URLs give them.
 *
 * <p>Forms understood by {@link #parse}:
 * <pre>
 *   4222                                   port alone, host 0.0.0.0
 *   127.0.0.1:4222     [::1]:4222          host and port
 *   nats://host:4222   nats-route://user:pass@host:6222   nats-route://host:6222?name=value&amp;name=value
 *   18-ffaa:1:10bf,127.0.0.1:4248          SCION host address and port
 *   [18-ffaa:1:10bf,127.0.0.1]:4248        the same in brackets, also after a scheme
 *   18-ffaa:1:10bf,[::1]:4248              SCION with an IPv6 host
 * </pre>
 *
 * @param scheme     {@code nats}, {@code tls}, {@code nats-route}, ...; the empty string if none was written
 * @param isdAs      the AS, or null for an endpoint that is not a SCION one
 * @param host       a name or literal address, without brackets
 * @param port       0 to 65535; 0 asks a listener for any free port; -1 if none was written
 * @param userInfo   {@code user:password} or a token as written before {@code @}, or null; never printed
 * @param parameters what a transport may want to know, as written behind {@code ?}; never printed
 */
public record Endpoint(String scheme, IsdAs isdAs, String host, int port, String userInfo,
        Map<String, String> parameters) {

    /** The host that stands for all local addresses. */
    public static final String ANY_HOST = "0.0.0.0";

    /** Checks ranges. */
    public Endpoint {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
        parameters = Map.copyOf(parameters);
        if (port < -1 || port > 65535) {
            throw new IllegalArgumentException("port out of range: expected 0 to 65535, got " + port);
        }
    }

    /** An endpoint without parameters. */
    public Endpoint(String scheme, IsdAs isdAs, String host, int port, String userInfo) {
        this(scheme, isdAs, host, port, userInfo, Map.of());
    }

    /** An endpoint without scheme, AS and user. */
    public static Endpoint of(String host, int port) {
        return new Endpoint("", null, host, port, null);
    }

    /**
     * Reads one of the forms above.
     *
     * @throws IllegalArgumentException saying what was expected and what came (without user information)
     */
    public static Endpoint parse(String text) {
        return EndpointParser.parse(text);
    }

    /** Whether this names a SCION address. */
    public boolean isScion() {
        return isdAs != null;
    }

    /** The same with another port. */
    public Endpoint withPort(int other) {
        return new Endpoint(scheme, isdAs, host, other, userInfo, parameters);
    }

    /** The same with {@code other} where no port was written. */
    public Endpoint withDefaultPort(int other) {
        return port < 0 ? withPort(other) : this;
    }

    /** The same with another scheme. */
    public Endpoint withScheme(String other) {
        return new Endpoint(other, isdAs, host, port, userInfo, parameters);
    }

    /** The same in another AS, or in none if null. */
    public Endpoint withIsdAs(IsdAs other) {
        return new Endpoint(scheme, other, host, port, userInfo, parameters);
    }

    /** The same with other parameters. */
    public Endpoint withParameters(Map<String, String> others) {
        return new Endpoint(scheme, isdAs, host, port, userInfo, others);
    }

    /** The same with a parameter where it was not written. */
    public Endpoint withDefaultParameter(String name, String value) {
        Map<String, String> all = new HashMap<>(parameters);
        all.putIfAbsent(name, value);
        return withParameters(all);
    }

    /** {@code host:port} or {@code ISD-AS,host:port}, IPv6 hosts in brackets: as nats-server and its fork log it. */
    public String hostPort() {
        String bracketed = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
        return (isdAs == null ? "" : isdAs + ",") + bracketed + (port < 0 ? "" : ":" + port);
    }

    /** A URL without user information, SCION hosts in brackets: {@code nats-route://[18-ffaa:1:10bf,127.0.0.1]:4248}. */
    public String url() {
        String prefix = scheme.isEmpty() ? "" : scheme + "://";
        if (isdAs == null) {
            return prefix + hostPort();
        }
        return prefix + '[' + isdAs + ',' + host + ']' + (port < 0 ? "" : ":" + port);
    }

    /** {@link #url()}: never prints user information. */
    @Override
    public String toString() {
        return url();
    }
}
