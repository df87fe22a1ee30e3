package org.pleach.scion.daemon;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.path.PathMetadata;

/**
 * One path as the daemon gives it. The arrays are not copied: whoever makes one leaves them alone.
 *
 * @param raw       the data-plane path as it goes into the SCION header; empty inside an AS
 * @param nextHop   underlay address of the first border router, {@code ip:port}; empty inside an AS
 * @param expiry    when the first hop field expires
 * @param metadata  what the ASes announce, with the MTU; {@link PathMetadata#UNKNOWN} stands for a negative latency, for
 *                  a bandwidth of 0 and for 0 internal hops
 * @param epic      the EPIC authenticators, or null if the field is absent
 * @param discovery the control and discovery services of each AS on the path, in the order on the wire
 */
public record DaemonPath(byte[] raw, String nextHop, Instant expiry, PathMetadata metadata, EpicAuthenticators epic,
        Map<IsdAs, DiscoveryAddresses> discovery) {

    /** Copies the map, order kept. */
    public DaemonPath {
        discovery = Collections.unmodifiableMap(new LinkedHashMap<>(discovery));
    }

    /**
     * Keys for the EPIC path type, which the reference leaves empty unless asked for.
     *
     * @param phvf for the penultimate hop
     * @param lhvf for the last hop
     */
    public record EpicAuthenticators(byte[] phvf, byte[] lhvf) {
        /** Present but empty, as the reference daemon sends it. */
        public static final EpicAuthenticators EMPTY = new EpicAuthenticators(new byte[0], new byte[0]);
    }

    /**
     * @param control   addresses of control services, {@code ip:port}
     * @param discovery addresses of discovery services
     */
    public record DiscoveryAddresses(List<String> control, List<String> discovery) {
        /** Copies the lists. */
        public DiscoveryAddresses {
            control = List.copyOf(control);
            discovery = List.copyOf(discovery);
        }
    }
}
