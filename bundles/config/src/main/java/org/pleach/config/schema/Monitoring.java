package org.pleach.config.schema;

import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;
import org.pleach.transport.Endpoint;

/**
 * Brings {@code http} and {@code http_port} into agreement: both are there if either is and the port is not 0. Without a host
 * it is that of the clients' listener, as in nats-server, but loopback where clients are taken on every address: nothing asks
 * who reads.
 */
final class Monitoring {

    private static final String ADDRESS = "http";
    private static final String PORT = "http_port";
    private static final String LOOPBACK = "127.0.0.1";

    private Monitoring() { }

    static Block join(Block root) {
        Member address = root.member(ADDRESS);
        Member alone = root.member(PORT);
        if (address == null && alone == null) {
            return root;
        }
        boolean byAddress = alone == null || address != null && isLater(address.place(), alone.place());
        Place place = byAddress ? address.place() : alone.place();
        Object written = address == null ? null : ((Scalar) address.value()).value();
        long port = byAddress ? port(written) : port(((Scalar) alone.value()).value());
        if (port == 0) {
            return FinalForm.without(root, ADDRESS, PORT);
        }
        String host = written instanceof String text ? Endpoint.parse(text).host() : hostOfClients(root);
        Block with = FinalForm.with(root, PORT, Scalar.of(port, place), place);
        return FinalForm.with(with, ADDRESS, Scalar.of(Listening.bracketed(host) + ':' + port, place), place);
    }

    private static String hostOfClients(Block root) {
        return root.value("host") instanceof Scalar scalar && !scalar.value().equals(Endpoint.ANY_HOST)
                ? (String) scalar.value() : LOOPBACK;
    }

    /** Whether the address was written behind the port in the same file; what is from the command line always counts. */
    private static boolean isLater(Place address, Place port) {
        return address.source().equals(port.source()) && address.line() > port.line();
    }

    private static long port(Object written) {
        if (written instanceof Long port) {
            return port;
        }
        String text = (String) written;
        return text.endsWith(":-1") ? -1 : Endpoint.parse(text).port();
    }
}
