package org.pleach.sandbox.daemon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.path.PathInterface;

/** The interfaces that hosts said are down; each is forgotten after 10 s, as the reference does. For one thread. */
final class Revocations {

    static final long LIFETIME_MILLIS = 10_000;
    private static final int MAX = 1024;

    private final Map<PathInterface, Long> until = new HashMap<>();

    void add(PathInterface down, long nowMillis) {
        until.values().removeIf(end -> end <= nowMillis);
        if (until.size() < MAX || until.containsKey(down)) {
            until.put(down, nowMillis + LIFETIME_MILLIS);
        }
    }

    boolean touches(List<PathInterface> interfaces, long nowMillis) {
        return !until.isEmpty() && interfaces.stream().anyMatch(i -> until.getOrDefault(i, 0L) > nowMillis);
    }
}
