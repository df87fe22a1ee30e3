package org.pleach.monitoring.page;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each page was asked for. Safe to use from any thread. */
public final class RequestCounts {

    private final Map<String, LongAdder> counts = new TreeMap<>();

    /** Counts only these paths, so that requests cannot make it grow. */
    public RequestCounts(Collection<String> paths) {
        paths.forEach(path -> counts.put(path, new LongAdder()));
    }

    /** Counts one, if the path is known. */
    public void count(String path) {
        LongAdder adder = counts.get(path);
        if (adder != null) {
            adder.increment();
        }
    }

    /** Paths that were asked for, and how often. */
    Map<String, Long> asked() {
        Map<String, Long> asked = new TreeMap<>();
        counts.forEach((path, count) -> {
            if (count.sum() > 0) {
                asked.put(path, count.sum());
            }
        });
        return asked;
    }
}
