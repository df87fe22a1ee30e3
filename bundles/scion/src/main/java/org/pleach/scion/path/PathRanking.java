package org.pleach.scion.path;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pleach.counters.Counters;
import org.pleach.path.Path;
import org.pleach.path.PathPolicy;
import org.pleach.scion.ScionCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain of policies that {@code path_preference} names, resolved anew against the policies present each time it is
 * used. Names that stand for nothing are skipped, after one warning; but if they stand for a filter, only paths go on that
 * it let pass before. Any thread.
 */
public final class PathRanking {

    private static final Logger LOG = LoggerFactory.getLogger(PathRanking.class);

    private final List<String> names;
    private final Function<String, PathPolicy> policies;
    private final Predicate<String> filters;
    private final Counters<ScionCount> counters;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final Set<String> reached = ConcurrentHashMap.newKeySet();

    /**
     * @param names    the name that decides first
     * @param policies the policy of a name, or null if there is none now
     */
    public PathRanking(List<String> names, Function<String, PathPolicy> policies, Counters<ScionCount> counters) {
        this(names, policies, name -> false, counters);
    }

    /**
     * @param names    the name that decides first
     * @param policies the policy of a name, or null if there is none now
     * @param filters  whether a name stands for a filter, there or not
     */
    public PathRanking(List<String> names, Function<String, PathPolicy> policies, Predicate<String> filters,
            Counters<ScionCount> counters) {
        this.names = List.copyOf(names);
        this.policies = policies;
        this.filters = filters;
        this.counters = counters;
    }

    /** What filters said of paths when they were last asked. */
    public interface Passes<P> {
        /** Whether that filter let the path pass. */
        boolean passed(P path, String filter);

        /** The filter was asked. */
        void ruled(P path, String filter, boolean passes);
    }

    /** The names, the one that decides first. */
    public List<String> names() {
        return names;
    }

    /** The first filter that is named but missing now, or null. */
    public String missingFilter() {
        return names.stream().filter(name -> filters.test(name) && policies.apply(name) == null).findFirst()
                .orElse(null);
    }

    /** Whether any filter is named. */
    public boolean filters() {
        return names.stream().anyMatch(filters);
    }

    /** Warns of names that stand for nothing now, each once until it is found. */
    public void reportMissing() {
        new HashSet<>(names).forEach(this::reportMissing);
    }

    private void reportMissing(String name) {
        if (policies.apply(name) != null || !missing.add(name)) {
            return;
        }
        if (filters.test(name)) {
            LOG.warn("Path policy \"{}\" in path_preference \"{}\" is missing: no path is used but those it let pass, "
                    + "until a bundle with that policy is installed", name, String.join(",", names));
        } else {
            LOG.warn("Unknown path policy \"{}\" in path_preference \"{}\": it takes effect when a bundle with "
                    + "that policy is installed", name, String.join(",", names));
        }
    }

    /** Policies changed: says which names stand for something again, and which filters are gone. */
    public void reportChange() {
        new HashSet<>(names).stream().filter(name -> reached.contains(name) && filters.test(name))
                .forEach(this::reportMissing);
        for (String name : missing) {
            if (policies.apply(name) != null && missing.remove(name)) {
                LOG.info("Path policy \"{}\" is here now", name);
            }
        }
    }

    /** The paths that the policies allow, best first. The last name is applied first, so the first one decides. */
    public <P extends Path> List<P> rank(List<P> paths) {
        return rank(paths, new Nothing<>());
    }

    private static final class Nothing<P> implements Passes<P> {
        @Override
        public boolean passed(P path, String filter) {
            return false;
        }

        @Override
        public void ruled(P path, String filter, boolean passes) {
            // Nobody will ask.
        }
    }

    /**
     * The same, where filters that are missing let pass what they let pass before.
     *
     * @param passes remembers that
     */
    public <P extends Path> List<P> rank(List<P> paths, Passes<P> passes) {
        counters.increment(ScionCount.RANKINGS);
        List<P> ranked = List.copyOf(paths);
        for (int i = names.size() - 1; i >= 0 && !ranked.isEmpty(); i--) {
            String name = names.get(i);
            boolean filter = filters.test(name);
            List<P> result = apply(name, ranked);
            if (result != null) {
                if (filter) {
                    note(name, ranked, result, passes);
                }
                ranked = result;
            } else if (filter) {
                counters.increment(ScionCount.FILTERS_MISSING);
                ranked = ranked.stream().filter(path -> passes.passed(path, name)).toList();
            }
        }
        return ranked;
    }

    private static <P extends Path> void note(String filter, List<P> asked, List<P> passing, Passes<P> passes) {
        Set<P> passed = Collections.newSetFromMap(new IdentityHashMap<>());
        passed.addAll(passing);
        asked.forEach(path -> passes.ruled(path, filter, passed.contains(path)));
    }

    /** What the policy makes of the paths, or null if it is missing or fails. */
    private <P extends Path> List<P> apply(String name, List<P> paths) {
        PathPolicy policy = policies.apply(name);
        if (policy == null) {
            return null;
        }
        reached.add(name);
        try {
            return checked(policy.apply(paths), paths);
        } catch (RuntimeException | LinkageError e) {
            counters.increment(ScionCount.POLICY_FAILURES);
            LOG.warn("Path policy \"{}\" failed and {}", name,
                    filters.test(name) ? "lets pass only what it let pass before" : "is skipped", e);
            return null;
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
