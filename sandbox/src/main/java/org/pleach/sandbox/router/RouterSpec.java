package org.pleach.sandbox.router;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Attachment;
import org.pleach.sandbox.Topology;

/**
 * What a border router knows about its AS. Immutable.
 *
 * @param isdAs       its AS
 * @param host        its address inside the AS: the source of its SCMP messages
 * @param attachments its links to other ASes
 * @param services    where service addresses lead, by service number without the multicast bit
 */
public record RouterSpec(IsdAs isdAs, InetAddress host, List<Attachment> attachments,
        Map<Integer, InetSocketAddress> services) {

    /** The service number of discovery services. */
    public static final int DISCOVERY_SERVICE = 1;
    /** The service number of control services. */
    public static final int CONTROL_SERVICE = 2;

    /** Copies list and map. */
    public RouterSpec {
        attachments = List.copyOf(attachments);
        services = Map.copyOf(services);
    }

    /** The router of an AS. */
    public static RouterSpec of(Topology topology, IsdAs isdAs) {
        AsSpec as = topology.as(isdAs);
        Map<Integer, InetSocketAddress> services = new HashMap<>();
        as.control().ifPresent(address -> {
            services.put(DISCOVERY_SERVICE, address);
            services.put(CONTROL_SERVICE, address);
        });
        return new RouterSpec(isdAs, as.router().getAddress(), topology.attachments(isdAs), services);
    }
}
