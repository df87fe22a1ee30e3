package org.pleach.path.policy.bandwidth;

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
 * Widest announced bottleneck first.
 *
 * <p>Where bandwidths are unknown, a path comes before another only if its known bottleneck is wider and its unknown hops
 * are unknown on the other one too (as in scion-apps' pan).
 */
@Component(property = PathPolicy.NAME + "=bandwidth")
public final class BandwidthPolicy implements PathPolicy {

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        PartialOrder<Known<P>> order = BandwidthPolicy::relate;
        return order.sort(paths.stream().map(BandwidthPolicy::known).toList()).stream().map(Known::path).toList();
    }

    private static PartialOrder.Relation relate(Known<?> first, Known<?> second) {
        boolean wider = first.bottleneck > second.bottleneck;
        Set<Hop> mustCover = wider ? first.unknown : second.unknown;
        Set<Hop> covering = wider ? second.unknown : first.unknown;
        if (!covering.containsAll(mustCover)) {
            return PartialOrder.Relation.INCOMPARABLE;
        }
        return wider ? PartialOrder.Relation.BEFORE : PartialOrder.Relation.NOT_BEFORE;
    }

    private static <P extends Path> Known<P> known(P path) {
        List<PathInterface> ends = path.metadata().interfaces();
        List<Long> bandwidths = path.metadata().bandwidths();
        long bottleneck = Long.MAX_VALUE;
        Set<Hop> unknown = new HashSet<>();
        for (int i = 0; i + 1 < ends.size(); i++) {
            long bandwidth = i < bandwidths.size() ? bandwidths.get(i) : PathMetadata.UNKNOWN;
            if (bandwidth == PathMetadata.UNKNOWN) {
                unknown.add(new Hop(ends.get(i), ends.get(i + 1)));
            } else {
                bottleneck = Math.min(bottleneck, bandwidth);
            }
        }
        return new Known<>(path, bottleneck, unknown);
    }

    private record Hop(PathInterface from, PathInterface to) { }

    private record Known<P extends Path>(P path, long bottleneck, Set<Hop> unknown) { }
}
