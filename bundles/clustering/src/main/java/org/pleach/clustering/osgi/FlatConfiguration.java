package org.pleach.clustering.osgi;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From a component's properties to a {@link Config}: dotted keys, arrays as lists, the framework's own keys left out.
 */
final class FlatConfiguration {

    private static final List<String> FOREIGN = List.of("service.", "component.", "felix.", "osgi.");

    private FlatConfiguration() { }

    static Config read(Map<String, Object> properties) {
        Map<String, Object> own = new HashMap<>();
        properties.forEach((key, value) -> {
            if (FOREIGN.stream().noneMatch(key::startsWith) && !"".equals(value)) {
                own.put(key, value instanceof Object[] array ? Arrays.asList(array) : value);
            }
        });
        return ConfigFactory.parseMap(own, "configuration org.pleach.cluster");
    }
}
