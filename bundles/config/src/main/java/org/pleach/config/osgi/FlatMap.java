package org.pleach.config.osgi;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A section as Configuration Admin can hold it: dotted keys with a {@code Long}, {@code Double}, {@code Boolean},
 * {@code String} or {@code String[]}; a block in a list is JSON. {@code ConfigFactory.parseMap} reads the keys back.
 */
final class FlatMap {

    private FlatMap() { }

    static Map<String, Object> of(Config section) {
        Map<String, Object> flat = new TreeMap<>();
        add(section.root(), "", flat);
        return flat;
    }

    /** Whether two hold the same, arrays compared by what is in them. */
    static boolean same(Map<String, Object> a, Map<String, Object> b) {
        return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(key -> sameValue(a.get(key), b.get(key)));
    }

    static boolean sameValue(Object a, Object b) {
        return Arrays.deepEquals(new Object[] {a}, new Object[] {b});
    }

    private static void add(ConfigObject object, String prefix, Map<String, Object> flat) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String key = prefix + ConfigUtil.joinPath(entry.getKey());
            ConfigValue value = entry.getValue();
            if (value instanceof ConfigObject inner) {
                add(inner, key + '.', flat);
            } else if (value instanceof ConfigList list) {
                flat.put(key, list.stream().map(FlatMap::text).toArray(String[]::new));
            } else if (value.unwrapped() instanceof Integer number) {
                flat.put(key, number.longValue());
            } else if (value.valueType() != ConfigValueType.NULL) {
                flat.put(key, value.unwrapped());
            }
        }
    }

    private static String text(ConfigValue value) {
        boolean composed = value instanceof ConfigObject || value instanceof ConfigList;
        return composed ? value.render(ConfigRenderOptions.concise()) : String.valueOf(value.unwrapped());
    }
}
