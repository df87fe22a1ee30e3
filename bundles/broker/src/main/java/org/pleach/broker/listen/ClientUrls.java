package org.pleach.broker.listen;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses at which clients can reach a listener, as nats-server tells them. */
public final class ClientUrls {

    private static final Logger LOG = LoggerFactory.getLogger(ClientUrls.class);

    private ClientUrls() { }

    /**
     * Addresses of the ports that clients of today can dial (SCION ones they could not).
     *
     * @param advertised {@code client_advertise}, which replaces the host, or null
     */
    public static List<String> of(List<Listener> listeners, String advertised) {
        List<String> urls = new ArrayList<>();
        for (Listener listener : listeners) {
            Endpoint endpoint = listener.endpoint();
            if (!isPlain(endpoint)) {
                continue;
            }
            if (advertised != null) {
                urls.add(Endpoint.parse(advertised).withScheme("").withDefaultPort(endpoint.port()).hostPort());
            } else if (isAny(endpoint.host())) {
                urls.addAll(localAddresses(endpoint.port()));
            } else {
                urls.add(endpoint.hostPort());
            }
        }
        return urls.stream().distinct().toList();
    }

    /** Whether clients connect there with TCP and the NATS protocol, so that it can be told as HOST:PORT. */
    public static boolean isPlain(Endpoint endpoint) {
        return !endpoint.isScion() && !endpoint.scheme().startsWith("ws");
    }

    private static boolean isAny(String host) {
        return host.equals(Endpoint.ANY_HOST) || host.equals("::");
    }

    private static List<String> localAddresses(int port) {
        List<String> urls = new ArrayList<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (!each.isUp() || each.isLoopback()) {
                    continue;
                }
                for (InetAddress address : Collections.list(each.getInetAddresses())) {
                    if (!address.isLinkLocalAddress()) {
                        urls.add(Endpoint.of(literal(address), port).hostPort());
                    }
                }
            }
        } catch (SocketException e) {
            LOG.warn("Cannot tell this machine's addresses: {}", e.getMessage());
        }
        return urls;
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return address instanceof Inet6Address && zone >= 0 ? text.substring(0, zone) : text;
    }
}
