package org.pleach.config.osgi;

import com.typesafe.config.Config;
import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.pleach.config.PleachConfig;

/** What Configuration Admin has of us. Updates a PID only if its section changed. For one thread at a time. */
final class Publication {

    /** Marks the configurations that came from here; components leave out keys that start so. */
    static final String MARK = "service.pleach.config";

    private static final String ANY_LOCATION = "?";
    private static final Set<String> PIDS = Set.of(PleachConfig.BROKER_PID, PleachConfig.CLUSTER_PID,
            PleachConfig.SCION_PID, PleachConfig.MONITORING_PID, PleachConfig.SYSTEM_PID, PleachConfig.WEBSOCKET_PID);

    private final ConfigurationAdmin admin;

    Publication(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Makes Configuration Admin have exactly these sections of what comes from here; returns what it had before. */
    Map<String, Map<String, Object>> publish(Map<String, Config> sections) throws IOException {
        Map<String, Map<String, Object>> before = published();
        for (String pid : before.keySet()) {
            if (!sections.containsKey(pid)) {
                admin.getConfiguration(pid, ANY_LOCATION).delete();
            }
        }
        for (Map.Entry<String, Config> section : sections.entrySet()) {
            Map<String, Object> flat = FlatMap.of(section.getValue());
            Map<String, Object> had = before.get(section.getKey());
            if (had == null || !FlatMap.same(had, flat)) {
                Dictionary<String, Object> properties = new Hashtable<>(flat);
                properties.put(MARK, "true");
                admin.getConfiguration(section.getKey(), ANY_LOCATION).update(properties);
            }
        }
        return before;
    }

    static Map<String, Map<String, Object>> flat(Map<String, Config> sections) {
        Map<String, Map<String, Object>> flat = new LinkedHashMap<>();
        sections.forEach((pid, section) -> flat.put(pid, FlatMap.of(section)));
        return flat;
    }

    private Map<String, Map<String, Object>> published() throws IOException {
        try {
            Map<String, Map<String, Object>> published = new HashMap<>();
            Configuration[] found = admin.listConfigurations('(' + MARK + "=true)");
            for (Configuration configuration : found == null ? new Configuration[0] : found) {
                if (PIDS.contains(configuration.getPid())) {
                    published.put(configuration.getPid(), withoutMark(configuration.getProperties()));
                }
            }
            return published;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> withoutMark(Dictionary<String, Object> properties) {
        Map<String, Object> map = new HashMap<>();
        properties.keys().asIterator().forEachRemaining(key -> {
            if (!key.startsWith("service.")) {
                map.put(key, properties.get(key));
            }
        });
        return map;
    }
}
