package org.pleach.path.policy.latency;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.pleach.path.PartialOrder;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathPolicy;

/**
 * Least announced latency first.
 *
 * <p>Where latencies are unknown, a path comes before another only if its known sum is less and its unknown hops are
 * unknown on the other one too (as in scion-apps' pan).
 */
@Component(property = PathPolicy.NAME + "=latency")
public final class LatencyPolicy implements PathPolicy {

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        PartialOrder<Known<P>> order = LatencyPolicy::relate;
        return order.sort(paths.stream().map(LatencyPolicy::known).toList()).stream().map(Known::path).toList();
    }

    private static PartialOrder.Relation relate(Known<?> first, Known<?> second) {
        boolean less = first.sum < second.sum;
        Set<Hop> mustCover = less ? first.unknown : second.unknown;
        Set<Hop> covering = less ? second.unknown : first.unknown;
        if (!covering.containsAll(mustCover)) {
            return PartialOrder.Relation.INCOMPARABLE;
        }
        return less ? PartialOrder.Relation.BEFORE : PartialOrder.Relation.NOT_BEFORE;
    }

    private static <P extends Path> Known<P> known(P path) {
        List<PathInterface> ends = path.metadata().interfaces();
        List<Long> latencies = path.metadata().latencies();
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
        return new Known<>(path, sum, unknown);
    }

    private record Hop(PathInterface from, PathInterface to) { }

    private record Known<P extends Path>(P path, long sum, Set<Hop> unknown) { }
}
