package org.pleach.path.policy.disjoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathPolicy;

/**
 * Puts paths that have little in common one behind the other, so that the first two fail together as rarely as can be, and
 * the first few cover as much of the network as can be.
 *
 * <p>The first path stays the first. Of the others that one follows, again and again, which shares the fewest links with
 * those in front of it, a link counted once for each of them that takes it; among equals the one that shares the fewest
 * transit ASes in the same way; among equals the one that was in front before. The ASes at the two ends do not count: every
 * path has them.
 *
 * <p>So {@code path_preference = "disjoint,latency"} is: the fastest path, then the one that overlaps least with it.
 */
@Component(property = PathPolicy.NAME + "=disjoint")
public final class DisjointPolicy implements PathPolicy {

    /** Of more, those behind stay as they are: the effort grows with the square. */
    private static final int MAX_PATHS = 256;

    @Override
    public <P extends Path> List<P> apply(List<P> paths) {
        List<Candidate<P>> left = new ArrayList<>();
        paths.stream().limit(MAX_PATHS).forEach(path -> left.add(new Candidate<>(path)));
        List<P> ordered = new ArrayList<>(paths.size());
        Map<Object, Integer> taken = new HashMap<>();
        while (!left.isEmpty()) {
            Candidate<P> next = leastOverlapping(left, taken);
            left.remove(next);
            next.links.forEach(link -> taken.merge(link, 1, Integer::sum));
            next.ases.forEach(as -> taken.merge(as, 1, Integer::sum));
            ordered.add(next.path);
        }
        ordered.addAll(paths.subList(Math.min(MAX_PATHS, paths.size()), paths.size()));
        return ordered;
    }

    private static <P extends Path> Candidate<P> leastOverlapping(List<Candidate<P>> left, Map<Object, Integer> taken) {
        Candidate<P> best = null;
        long least = Long.MAX_VALUE;
        for (Candidate<P> candidate : left) {
            long overlap = ((long) shared(candidate.links, taken) << Integer.SIZE) + shared(candidate.ases, taken);
            if (overlap < least) {
                least = overlap;
                best = candidate;
            }
        }
        return best;
    }

    private static int shared(Set<?> mine, Map<Object, Integer> taken) {
        int sum = 0;
        for (Object each : mine) {
            sum += taken.getOrDefault(each, 0);
        }
        return sum;
    }

    private record Link(PathInterface from, PathInterface to) { }

    private static final class Candidate<P extends Path> {

        private final P path;
        private final Set<Link> links = new HashSet<>();
        private final Set<IsdAs> ases = new HashSet<>();

        private Candidate(P path) {
            this.path = path;
            List<PathInterface> ends = path.metadata().interfaces();
            for (int i = 0; i + 1 < ends.size(); i += 2) {
                links.add(new Link(ends.get(i), ends.get(i + 1)));
            }
            ends.forEach(end -> ases.add(end.isdAs()));
            ases.remove(path.source());
            ases.remove(path.destination());
        }
    }
}
