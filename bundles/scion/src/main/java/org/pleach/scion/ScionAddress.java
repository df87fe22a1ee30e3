package org.pleach.scion;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.pleach.path.IsdAs;
import org.pleach.transport.Endpoint;

/**
 * A UDP port of a host in a SCION AS.
 *
 * @param isdAs the AS
 * @param host  the host's address inside the AS; a literal, never looked up
 * @param port  the UDP port, 0 to 65535
 */
public record ScionAddress(IsdAs isdAs, InetAddress host, int port) {

    /** Checks. */
    public ScionAddress {
        Objects.requireNonNull(isdAs, "isdAs");
        Objects.requireNonNull(host, "host");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port out of range: expected 0 to 65535, got " + port);
        }
    }

    /**
     * The address an endpoint names.
     *
     * @throws IllegalArgumentException if it has no AS or port, or its host is no literal IP address and not
     *                                  {@code localhost}
     */
    public static ScionAddress of(Endpoint endpoint) {
        if (!endpoint.isScion() || endpoint.port() < 0) {
            throw new IllegalArgumentException("not a SCION address: expected ISD-AS,IP:port such as "
                    + "18-ffaa:1:10bf,127.0.0.1:4248, got " + endpoint);
        }
        return new ScionAddress(endpoint.isdAs(), literal(endpoint.host()), endpoint.port());
    }

    /** Reads {@code 18-ffaa:1:10bf,127.0.0.1:4248} or the same in brackets. */
    public static ScionAddress parse(String text) {
        return of(Endpoint.parse(text));
    }

    /**
     * An IP address from its text, without any look-up.
     *
     * @throws IllegalArgumentException if the text is no literal and not {@code localhost}
     */
    static InetAddress literal(String host) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host.equals("localhost") ? "127.0.0.1" : host);
        if (bytes == null) {
            throw new IllegalArgumentException("not an IP address: SCION hosts are literal addresses, got \"" + host
                    + '"');
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + host, e);
        }
    }

    /** The same as an endpoint without a scheme. */
    public Endpoint toEndpoint() {
        return new Endpoint("", isdAs, NetUtil.toAddressString(host), port, null);
    }

    /** {@code 18-ffaa:1:10bf,127.0.0.1:4248}, IPv6 hosts in brackets. */
    @Override
    public String toString() {
        return toEndpoint().hostPort();
    }
}
