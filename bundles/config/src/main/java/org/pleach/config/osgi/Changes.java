package org.pleach.config.osgi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pleach.config.PleachConfig;

/** Tells in words what is different between two configurations, for the log. Secrets are left out. */
final class Changes {

    private static final Set<String> SECRET = Set.of("password", "token", "users", "certificates_digest");
    /** What follows from other keys. */
    private static final Set<String> DERIVED = Set.of("host", "port", "http_port", "https_port", "cluster_name");
    private static final Map<String, String> PREFIXES =
            Map.of(PleachConfig.CLUSTER_PID, "cluster.", PleachConfig.SCION_PID, "scion.",
                    PleachConfig.WEBSOCKET_PID, "websocket.");

    private Changes() { }

    /** Lines such as {@code debug = true} and {@code cluster.routes removed}, sorted. */
    static List<String> between(Map<String, Map<String, Object>> before, Map<String, Map<String, Object>> after) {
        List<String> lines = new ArrayList<>();
        Set<String> pids = new TreeSet<>(before.keySet());
        pids.addAll(after.keySet());
        // It has nothing but what another section has, too.
        pids.remove(PleachConfig.SYSTEM_PID);
        for (String pid : pids) {
            Map<String, Object> old = before.getOrDefault(pid, Map.of());
            Map<String, Object> now = after.getOrDefault(pid, Map.of());
            Set<String> keys = new TreeSet<>(old.keySet());
            keys.addAll(now.keySet());
            for (String key : keys) {
                if (!DERIVED.contains(key) && !FlatMap.sameValue(old.get(key), now.get(key))) {
                    lines.add(PREFIXES.getOrDefault(pid, "") + line(key, now.get(key)));
                }
            }
        }
        return lines;
    }

    private static String line(String key, Object value) {
        if (value == null) {
            return key + " removed";
        }
        if (SECRET.contains(key.substring(key.lastIndexOf('.') + 1))) {
            return key + " changed";
        }
        return key + " = " + (value instanceof String[] list ? withoutUsers(list) : value);
    }

    /** Routes may have passwords in them. */
    private static List<String> withoutUsers(String[] list) {
        return Arrays.stream(list).map(text -> text.replaceFirst("(?<=://)[^/]*@", "[REDACTED]@")).toList();
    }
}
