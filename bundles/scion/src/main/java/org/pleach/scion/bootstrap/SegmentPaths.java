package org.pleach.scion.bootstrap;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.scion.ScionCount;
import org.pleach.scion.path.PathAnswer;
import org.pleach.scion.path.PathLookup;
import org.pleach.scion.path.ScionPath;
import org.pleach.scion.segment.Combinator;
import org.pleach.scion.segment.Combinator.CombinedPath;
import org.pleach.scion.segment.PathSegment;
import org.pleach.scion.segment.SegmentType;
import org.pleach.scion.segment.SegmentsRequest;
import org.pleach.scion.segment.SegmentsResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paths out of segments from the own AS's control service. Look-ups for one AS that run at the same time are one; nothing is
 * remembered, since the control service does that.
 *
 * <p>Signatures are not verified: the control service has done so before it hands segments out, and is believed as a daemon
 * is. A segment that it made up leads nowhere, since every router checks the MAC of its hop field.
 */
final class SegmentPaths implements PathLookup {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentPaths.class);
    private static final Duration INSIDE = Duration.ofHours(24);

    private final Topology topology;
    private final ControlService control;
    private final LongSupplier epochMillis;
    private final Counters<ScionCount> counters;
    private final Map<IsdAs, CompletableFuture<List<ScionPath>>> running = new HashMap<>();

    /** @param epochMillis milliseconds since 1970 */
    SegmentPaths(Topology topology, ControlService control, LongSupplier epochMillis, Counters<ScionCount> counters) {
        this.topology = topology;
        this.control = control;
        this.epochMillis = epochMillis;
        this.counters = counters;
    }

    @Override
    public CompletionStage<List<ScionPath>> paths(IsdAs destination, boolean refresh) {
        if (destination.equals(topology.isdAs())) {
            return CompletableFuture.completedFuture(
                    List.of(ScionPath.inside(destination, topology.mtu(), now().plus(INSIDE))));
        }
        CompletableFuture<List<ScionPath>> answer = new CompletableFuture<>();
        synchronized (running) {
            CompletableFuture<List<ScionPath>> same = running.putIfAbsent(destination, answer);
            if (same != null) {
                return same;
            }
        }
        counters.increment(ScionCount.PATH_LOOKUPS);
        List<CompletableFuture<SegmentsResponse>> calls = requests(destination).stream().map(control::segments).toList();
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).whenComplete((done, failure) -> {
            synchronized (running) {
                running.remove(destination);
            }
            complete(destination, calls, answer);
        });
        return answer;
    }

    private Instant now() {
        return Instant.ofEpochMilli(epochMillis.getAsLong());
    }

    /**
     * Which ASes are core is not known here, so both is asked for: the destination as a core AS and as another one. What
     * does not fit is answered with nothing or an error.
     */
    private List<SegmentsRequest> requests(IsdAs destination) {
        IsdAs local = topology.isdAs();
        IsdAs localCore = IsdAs.of(local.isd(), 0);
        IsdAs remoteCore = IsdAs.of(destination.isd(), 0);
        IsdAs from = topology.core() ? local : localCore;
        List<SegmentsRequest> requests = new ArrayList<>();
        if (topology.core()) {
            requests.add(new SegmentsRequest(local, destination));
        } else {
            requests.add(new SegmentsRequest(local, localCore));
        }
        requests.add(new SegmentsRequest(from, remoteCore));
        requests.add(new SegmentsRequest(from, destination));
        requests.add(new SegmentsRequest(remoteCore, destination));
        return requests.stream().distinct().toList();
    }

    private void complete(IsdAs destination, List<CompletableFuture<SegmentsResponse>> calls,
            CompletableFuture<List<ScionPath>> answer) {
        Map<SegmentType, Set<PathSegment>> segments = new EnumMap<>(SegmentType.class);
        Throwable first = null;
        for (CompletableFuture<SegmentsResponse> call : calls) {
            Throwable failure = call.handle((response, reason) -> reason).join();
            if (failure == null) {
                call.join().segments().forEach((type, some) ->
                        segments.computeIfAbsent(type, key -> new LinkedHashSet<>()).addAll(some));
            } else {
                first = first == null ? failure : first;
                LOG.debug("Segments towards {}: {}", destination, failure.getMessage());
            }
        }
        try {
            List<ScionPath> paths = paths(destination, segments);
            if (paths.isEmpty() && first != null) {
                counters.increment(ScionCount.PATH_LOOKUPS_FAILED);
                answer.completeExceptionally(first);
            } else {
                answer.complete(paths);
            }
        } catch (RuntimeException e) {
            counters.increment(ScionCount.PATH_LOOKUPS_FAILED);
            answer.completeExceptionally(e);
        }
    }

    private List<ScionPath> paths(IsdAs destination, Map<SegmentType, Set<PathSegment>> segments) {
        Instant now = now();
        List<ScionPath> paths = new ArrayList<>();
        for (CombinedPath path : Combinator.combine(topology.isdAs(), destination, list(segments, SegmentType.UP),
                list(segments, SegmentType.CORE), list(segments, SegmentType.DOWN))) {
            InetSocketAddress router = router(path);
            if (router == null) {
                counters.increment(ScionCount.PATHS_REFUSED);
                LOG.warn("Ignoring a path to {}: the topology has no border router for {}", destination,
                        path.metadata().interfaces().get(0));
            } else if (path.expiry().isAfter(now)) {
                paths.add(ScionPath.listed(topology.isdAs(), destination, path.metadata(), path.expiry(), path.raw(),
                        router));
            }
        }
        return paths;
    }

    private InetSocketAddress router(CombinedPath path) {
        String address = topology.routers().get(path.metadata().interfaces().get(0).id());
        return address == null ? null : PathAnswer.underlay(address);
    }

    private static List<PathSegment> list(Map<SegmentType, Set<PathSegment>> segments, SegmentType type) {
        return List.copyOf(segments.getOrDefault(type, Set.of()));
    }
}
