package org.pleach.sandbox.daemon;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.segment.ControlPlane;
import org.pleach.scion.daemon.AsRequest;
import org.pleach.scion.daemon.AsResponse;
import org.pleach.scion.daemon.DaemonMethod;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.InterfacesResponse;
import org.pleach.scion.daemon.MalformedMessageException;
import org.pleach.scion.daemon.NotifyInterfaceDownRequest;
import org.pleach.scion.daemon.PathsRequest;
import org.pleach.scion.daemon.PathsResponse;
import org.pleach.scion.daemon.PortRangeResponse;
import org.pleach.scion.daemon.ServicesResponse;

/**
 * What one AS's daemon answers: {@code proto.daemon.v1.DaemonService} without the transport. Errors have the words of the
 * reference's daemon. For one thread.
 */
final class DaemonApi {

    private static final String SERVICE = "proto.daemon.v1.DaemonService";

    private final AsSpec local;
    private final Topology topology;
    private final LongSupplier millis;
    private final PathLookup lookup;
    private final Revocations revocations = new Revocations();

    /** @param topology with the ports that were opened in truth */
    DaemonApi(IsdAs isdAs, Topology topology, ControlPlane control, LongSupplier millis) {
        this.local = topology.as(isdAs);
        this.topology = topology;
        this.millis = millis;
        this.lookup = new PathLookup(local, topology, control);
    }

    /** Answers a call to {@code path}, the HTTP/2 pseudo header. */
    Reply call(CharSequence path, byte[] request) {
        DaemonMethod method = DaemonMethod.of(path);
        if (method == null) {
            return unknown(path.toString());
        }
        try {
            return switch (method) {
                case PATHS -> paths(PathsRequest.decode(request));
                case AS -> as(AsRequest.decode(request).isdAs());
                case INTERFACES -> Reply.ok(interfaces().encode());
                case SERVICES -> Reply.ok(services().encode());
                case PORT_RANGE -> Reply.ok(new PortRangeResponse(topology.portFrom(), topology.portTo()).encode());
                case NOTIFY_INTERFACE_DOWN -> notifyDown(NotifyInterfaceDownRequest.decode(request));
            };
        } catch (MalformedMessageException e) {
            return Reply.failed(GrpcStatus.INVALID_ARGUMENT, e.getMessage());
        }
    }

    private Reply paths(PathsRequest request) {
        IsdAs source = request.source();
        IsdAs destination = request.destination();
        long now = millis.getAsLong();
        if (!source.equals(IsdAs.WILDCARD) && !source.equals(local.isdAs())) {
            return Reply.failed(GrpcStatus.UNKNOWN, "bad source AS {src=" + source + '}');
        }
        if (destination.isd() == 0) {
            return Reply.failed(GrpcStatus.UNKNOWN, "bad destination AS {dst=" + destination + '}');
        }
        if (destination.equals(local.isdAs())) {
            return Reply.ok(new PathsResponse(List.of(lookup.inside(now))).encode());
        }
        if (!isKnownIsd(destination.isd())) {
            return Reply.failed(GrpcStatus.UNKNOWN, "TRC not found");
        }
        List<DaemonPath> paths = lookup.to(destination).stream()
                .filter(path -> path.expiry().toEpochMilli() > now)
                .filter(path -> !revocations.touches(path.metadata().interfaces(), now))
                .limit(PathsResponse.MAX_PATHS)
                .toList();
        return Reply.ok(new PathsResponse(paths).encode());
    }

    private Reply as(IsdAs asked) {
        IsdAs isdAs = asked.equals(IsdAs.WILDCARD) ? local.isdAs() : asked;
        if (!isKnownIsd(isdAs.isd())) {
            return Reply.failed(GrpcStatus.UNKNOWN, "TRC not found");
        }
        boolean core = topology.ases().stream().anyMatch(as -> as.isdAs().equals(isdAs) && as.core());
        return Reply.ok(new AsResponse(isdAs, core, isdAs.equals(local.isdAs()) ? local.mtu() : 0).encode());
    }

    private InterfacesResponse interfaces() {
        Map<Long, String> routers = new TreeMap<>(topology.attachments(local.isdAs()).stream()
                .collect(Collectors.toMap(a -> (long) a.interfaceId(), a -> Addresses.text(local.router()))));
        return new InterfacesResponse(routers);
    }

    private ServicesResponse services() {
        return new ServicesResponse(Map.of("control",
                local.control().map(address -> List.of(Addresses.text(address))).orElse(List.of())));
    }

    private Reply notifyDown(NotifyInterfaceDownRequest request) {
        revocations.add(request.failed(), millis.getAsLong());
        return Reply.ok(new byte[0]);
    }

    private boolean isKnownIsd(int isd) {
        return topology.ases().stream().anyMatch(as -> as.isdAs().isd() == isd);
    }

    private static Reply unknown(String path) {
        int slash = path.lastIndexOf('/');
        String service = path.substring(path.startsWith("/") ? 1 : 0, Math.max(slash, path.startsWith("/") ? 1 : 0));
        String method = path.substring(slash + 1);
        return Reply.failed(GrpcStatus.UNIMPLEMENTED, service.equals(SERVICE)
                ? "unknown method " + method + " for service " + service : "unknown service " + service);
    }
}
