package org.pleach.scion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pleach.path.PathPolicy;

/**
 * The path policies present now, by name; of several with one name the one added last counts. Policies come and go from
 * any thread; listeners are told at once, on the thread that made the change. Which names stood for filters is remembered.
 */
public final class PathPolicies {

    private final Map<String, List<PathPolicy>> policies = new ConcurrentHashMap<>();
    private final Set<String> filters = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Adds a policy. */
    public void add(String name, PathPolicy policy) {
        if (policy.filters()) {
            filters.add(name);
        }
        policies.compute(name, (key, present) -> {
            List<PathPolicy> next = present == null ? new ArrayList<>() : new ArrayList<>(present);
            next.add(policy);
            return List.copyOf(next);
        });
        listeners.forEach(Runnable::run);
    }

    /** Removes a policy; harmless if it is not there. */
    public void remove(String name, PathPolicy policy) {
        policies.computeIfPresent(name, (key, present) -> {
            List<PathPolicy> next = present.stream().filter(other -> other != policy).toList();
            return next.isEmpty() ? null : next;
        });
        listeners.forEach(Runnable::run);
    }

    /** A policy that is here may order otherwise now, for it was told something else. */
    public void changed() {
        listeners.forEach(Runnable::run);
    }

    /** The policy of that name, or null. */
    public PathPolicy get(String name) {
        List<PathPolicy> present = policies.get(name);
        return present == null ? null : present.get(present.size() - 1);
    }

    /** Whether a policy of that name is or was a filter. */
    public boolean isFilter(String name) {
        return filters.contains(name);
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
