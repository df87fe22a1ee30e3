package org.pleach.path.policy.latency;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.pleach.path.PartialOrder;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMeasurements;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathPolicy;

/**
 * Least latency first: the measured one, half of the round trip, where there is one, else the announced one.
 *
 * <p>Measured latencies count in steps of 2.5 ms, since below that it is the hosts that are measured; of paths on one step
 * the one with less announced latency is first. Where announced latencies are unknown, a path comes before another only if
 * its known sum is less and its unknown hops are unknown on the other one too (as in scion-apps' pan).
 */
@Component(property = PathPolicy.NAME + "=latency")
public final class LatencyPolicy implements PathPolicy {

    private static final long STEP_NANOS = 2_500_000;

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        PartialOrder<Candidate<P>> order = LatencyPolicy::relate;
        return order.sort(paths.stream().map(LatencyPolicy::candidate).toList()).stream().map(Candidate::path).toList();
    }

    private static PartialOrder.Relation relate(Candidate<?> first, Candidate<?> second) {
        if (first.best.sum == second.best.sum && (first.isMeasured() || second.isMeasured())) {
            return relate(first.announced, second.announced);
        }
        return relate(first.best, second.best);
    }

    private static PartialOrder.Relation relate(Known first, Known second) {
        boolean less = first.sum < second.sum;
        Set<Hop> mustCover = less ? first.unknown : second.unknown;
        Set<Hop> covering = less ? second.unknown : first.unknown;
        if (!covering.containsAll(mustCover)) {
            return PartialOrder.Relation.INCOMPARABLE;
        }
        return less ? PartialOrder.Relation.BEFORE : PartialOrder.Relation.NOT_BEFORE;
    }

    private static <P extends Path> Candidate<P> candidate(P path) {
        Known announced = announced(path.metadata());
        PathMeasurements measured = path.measurements();
        long steps = measured.roundTripNanos() / 2 / STEP_NANOS;
        return new Candidate<>(path, announced,
                measured.hasRoundTrip() ? new Known(steps * STEP_NANOS, Set.of()) : announced);
    }

    private static Known announced(PathMetadata metadata) {
        List<PathInterface> ends = metadata.interfaces();
        List<Long> latencies = metadata.latencies();
        long sum = 0;
        Set<Hop> unknown = new HashSet<>();
        for (int i = 0; i + 1 < ends.size(); i++) {
            long latency = i < latencies.size() ? latencies.get(i) : PathMetadata.UNKNOWN;
            if (latency == PathMetadata.UNKNOWN) {
                unknown.add(new Hop(ends.get(i), ends.get(i + 1)));
            } else {
                sum += latency;
            }
        }
        return new Known(sum, unknown);
    }

    private record Hop(PathInterface from, PathInterface to) { }

    private record Known(long sum, Set<Hop> unknown) { }

    /** @param best the measured latency, else the announced one */
    private record Candidate<P extends Path>(P path, Known announced, Known best) {
        private boolean isMeasured() {
            return best != announced;
        }
    }
}
