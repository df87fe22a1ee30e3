package org.pleach.scion.path;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.pleach.counters.Counters;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.pleach.scion.ScionCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain of policies that {@code path_preference} names, resolved anew against the policies present each time it is
 * used. Names that stand for nothing are skipped, after one warning. Any thread.
 */
public final class PathRanking {

    private static final Logger LOG = LoggerFactory.getLogger(PathRanking.class);

    private final List<String> names;
    private final Function<String, PathPolicy> policies;
    private final Counters<ScionCount> counters;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    /**
     * @param names    the name that decides first
     * @param policies the policy of a name, or null if there is none now
     */
    public PathRanking(List<String> names, Function<String, PathPolicy> policies, Counters<ScionCount> counters) {
        this.names = List.copyOf(names);
        this.policies = policies;
        this.counters = counters;
    }

    /** The names, the one that decides first. */
    public List<String> names() {
        return names;
    }

    /** Warns of names that stand for nothing now, each once until it is found. */
    public void reportMissing() {
        for (String name : new HashSet<>(names)) {
            if (policies.apply(name) == null && missing.add(name)) {
                LOG.warn("Unknown path policy \"{}\" in path_preference \"{}\": it takes effect when a bundle with "
                        + "that policy is installed", name, String.join(",", names));
            }
        }
    }

    /** Policies changed: says which names stand for something again. */
    public void reportChange() {
        for (String name : missing) {
            if (policies.apply(name) != null && missing.remove(name)) {
                LOG.info("Path policy \"{}\" is here now", name);
            }
        }
    }

    /** The paths that the policies allow, best first. The last name is applied first, so the first one decides. */
    public <P extends Path> List<P> rank(List<P> paths) {
        counters.increment(ScionCount.RANKINGS);
        List<P> ranked = List.copyOf(paths);
        for (int i = names.size() - 1; i >= 0 && !ranked.isEmpty(); i--) {
            PathPolicy policy = policies.apply(names.get(i));
            if (policy != null) {
                ranked = apply(names.get(i), policy, ranked);
            }
        }
        return ranked;
    }

    private <P extends Path> List<P> apply(String name, PathPolicy policy, List<P> paths) {
        try {
            return checked(policy.apply(paths), paths);
        } catch (RuntimeException | LinkageError e) {
            counters.increment(ScionCount.POLICY_FAILURES);
            LOG.warn("Path policy \"{}\" failed and is skipped", name, e);
            return paths;
        }
    }

    /** A policy is foreign code: what it returns must be some of what it got, each once. */
    private static <P extends Path> List<P> checked(List<P> result, List<P> given) {
        Set<P> allowed = Collections.newSetFromMap(new IdentityHashMap<>());
        allowed.addAll(given);
        List<P> copy = new ArrayList<>(result);
        for (P path : copy) {
            if (!allowed.remove(path)) {
                throw new IllegalStateException("expected a subset of the paths given, each once, got " + path);
            }
        }
        return List.copyOf(copy);
    }
}
