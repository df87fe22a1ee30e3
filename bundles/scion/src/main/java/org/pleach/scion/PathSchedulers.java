package org.pleach.scion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PathScheduler;
import org.pleach.path.scheduler.PeerPath;
import org.pleach.path.scheduler.PeerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The path schedulers present now, by name; of several with one name the one added last counts. {@code failover} is
 * always there. Schedulers come and go from any thread; listeners are told at once, on the thread that made the change.
 */
public final class PathSchedulers {

    /** The name of the built-in one. */
    public static final String FAILOVER = "failover";

    private static final Logger LOG = LoggerFactory.getLogger(PathSchedulers.class);

    private final Map<String, List<PathScheduler>> schedulers = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final Choice failover = new Choice(FAILOVER, new Failover());

    /**
     * What a name stands for now.
     *
     * @param name      the scheduler's own name, so {@code failover} where the one wanted is not there
     * @param scheduler the scheduler
     */
    public record Choice(String name, PathScheduler scheduler) { }

    private static final class Failover implements PathScheduler {
        @Override
        public <P extends PeerPath> PeerScheduler<P> create(PathControl<P> control) {
            return control.failover();
        }
    }

    /**
     * Adds a scheduler.
     *
     * @throws IllegalArgumentException if the name is {@code failover}, which is taken
     */
    public void add(String name, PathScheduler scheduler) {
        if (name.equals(FAILOVER)) {
            throw new IllegalArgumentException("the path scheduler " + FAILOVER + " is built in and cannot be replaced");
        }
        schedulers.compute(name, (key, present) -> {
            List<PathScheduler> next = present == null ? new ArrayList<>() : new ArrayList<>(present);
            next.add(scheduler);
            return List.copyOf(next);
        });
        if (missing.remove(name)) {
            LOG.info("Path scheduler \"{}\" is here now", name);
        }
        listeners.forEach(Runnable::run);
    }

    /** Removes a scheduler; harmless if it is not there. */
    public void remove(String name, PathScheduler scheduler) {
        schedulers.computeIfPresent(name, (key, present) -> {
            List<PathScheduler> next = present.stream().filter(other -> other != scheduler).toList();
            return next.isEmpty() ? null : next;
        });
        listeners.forEach(Runnable::run);
    }

    /** The scheduler of that name, or {@code failover} if there is none now. */
    public Choice get(String name) {
        List<PathScheduler> present = schedulers.get(name);
        return present == null ? failover : new Choice(name, present.get(present.size() - 1));
    }

    /** Warns of a name that stands for nothing now, once until it is found. */
    void reportMissing(String name) {
        if (!name.equals(FAILOVER) && !schedulers.containsKey(name) && missing.add(name)) {
            LOG.warn("Unknown path_mode \"{}\": failover until a bundle with that path scheduler is installed", name);
        }
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
