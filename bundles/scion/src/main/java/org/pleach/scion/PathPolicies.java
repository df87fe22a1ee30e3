package org.pleach.scion;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pleach.path.PathPolicy;

/**
 * The path policies present now, by name. Policies come and go from any thread; listeners are told at once, on the thread
 * that made the change.
 */
public final class PathPolicies {

    private final Map<String, PathPolicy> policies = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Adds a policy, or replaces the one of that name. */
    public void add(String name, PathPolicy policy) {
        policies.put(name, policy);
        listeners.forEach(Runnable::run);
    }

    /** Removes a policy, unless another one has taken its name since. */
    public void remove(String name, PathPolicy policy) {
        if (policies.remove(name, policy)) {
            listeners.forEach(Runnable::run);
        }
    }

    /** The policy of that name, or null. */
    public PathPolicy get(String name) {
        return policies.get(name);
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
