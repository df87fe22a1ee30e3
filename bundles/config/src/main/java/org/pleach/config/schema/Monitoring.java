package org.pleach.config.schema;

import java.util.List;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;
import org.pleach.transport.Endpoint;

/**
 * Brings {@code http} and {@code http_port}, {@code https} and {@code https_port} into agreement: both are there if either is
 * and the port is not 0. Without a host it is that of the clients' listener, as in nats-server.
 */
final class Monitoring {

    private Monitoring() { }

    static Block join(Block root, Reading reading) {
        Block joined = join(join(root, "http"), "https");
        if (joined.has("http") && joined.has("https")) {
            reading.refuse(joined.member("https").place(), "expected http or https for monitoring, found both");
        }
        return joined;
    }

    private static Block join(Block root, String scheme) {
        String portKey = scheme + "_port";
        Member address = root.member(scheme);
        Member alone = root.member(portKey);
        if (address == null && alone == null) {
            return root;
        }
        Place place = alone == null || later(address, alone) ? address.place() : alone.place();
        String host = root.value("host") instanceof Scalar scalar ? (String) scalar.value() : Endpoint.ANY_HOST;
        long port = alone == null ? 0 : (Long) ((Scalar) alone.value()).value();
        if (address != null) {
            Object written = ((Scalar) address.value()).value();
            long addressPort = port(written);
            if (alone == null || later(address, alone)) {
                port = addressPort;
            }
            host = written instanceof String text ? Endpoint.parse(text).host() : host;
        }
        if (port == 0) {
            List<Member> others = root.members().stream()
                    .filter(member -> !member.key().equals(scheme) && !member.key().equals(portKey)).toList();
            return new Block(others, root.place());
        }
        Block with = FinalForm.with(root, portKey, Scalar.of(port, place), place);
        return FinalForm.with(with, scheme, Scalar.of(Listening.bracketed(host) + ':' + port, place), place);
    }

    /** Whether the address was written behind the port in the same file; what is from the command line always counts. */
    private static boolean later(Member address, Member alone) {
        return address != null && address.place().source().equals(alone.place().source())
                && address.place().line() > alone.place().line();
    }

    private static long port(Object written) {
        if (written instanceof Long port) {
            return port;
        }
        String text = (String) written;
        return text.endsWith(":-1") ? -1 : Endpoint.parse(text).port();
    }
}
