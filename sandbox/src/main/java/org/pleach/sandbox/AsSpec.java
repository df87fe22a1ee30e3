package org.pleach.sandbox;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.pleach.path.IsdAs;

/**
 * One AS of a {@link Topology}. Immutable.
 *
 * @param isdAs     its name
 * @param core      whether it is a core AS of its ISD
 * @param mtu       the greatest SCION packet inside it, SCION header included, in bytes
 * @param router    the border router's address for hosts; port 0 for any free one
 * @param daemon    where the daemon API is served; port 0 for any free one
 * @param control   the control service announced, to which packets for the service address CS go; empty for none
 * @param hosts     addresses of hosts on whose end-host port (30041) SCMP echo is answered; may be empty
 * @param masterKey the 16-byte master key in hex, or empty for a random one
 * @param note      free text that is announced with paths; may be empty
 * @param crossings what it is like to cross the AS from one interface to another; pairs not listed are not announced
 */
public record AsSpec(
        IsdAs isdAs,
        boolean core,
        int mtu,
        InetSocketAddress router,
        InetSocketAddress daemon,
        Optional<InetSocketAddress> control,
        List<InetAddress> hosts,
        Optional<String> masterKey,
        String note,
        List<Crossing> crossings) {

    /** Copies the lists; none may be null. */
    public AsSpec {
        hosts = List.copyOf(hosts);
        crossings = List.copyOf(crossings);
    }

    AsSpec withAddresses(InetSocketAddress newRouter, InetSocketAddress newDaemon) {
        return new AsSpec(isdAs, core, mtu, newRouter, newDaemon, control, hosts, masterKey, note, crossings);
    }

    AsSpec withInterface(int from, int to) {
        return new AsSpec(isdAs, core, mtu, router, daemon, control, hosts, masterKey, note,
                crossings.stream().map(crossing -> crossing.withInterface(from, to)).toList());
    }

    /** What is known about crossing the AS between two of its interfaces, in either order. */
    public Optional<Crossing> crossing(int one, int other) {
        return crossings.stream().filter(c -> c.joins(one, other)).findFirst();
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "AsSpec[" + isdAs + (core ? ", core" : "") + ", router=" + router + ", daemon=" + daemon + ']';
    }
}
