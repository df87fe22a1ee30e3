package org.pleach.scion.osgi;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the properties that a component gets into the section of the configuration they came from. */
final class Section {

    private static final List<String> FOREIGN = List.of("service.", "component.", "felix.", "osgi.");

    private Section() { }

    static Config of(Map<String, ?> properties) {
        Map<String, Object> own = new HashMap<>();
        properties.forEach((key, value) -> {
            if (FOREIGN.stream().noneMatch(key::startsWith)) {
                own.put(key, value instanceof Object[] list ? Arrays.asList(list) : value);
            }
        });
        return ConfigFactory.parseMap(own, "configuration org.pleach.scion");
    }
}
