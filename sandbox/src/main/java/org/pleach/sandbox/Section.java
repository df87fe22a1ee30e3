package org.pleach.sandbox;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One block of a topology file, read value by value; every refusal says file, line, what was expected and what came. */
final class Section {

    private final ConfigObject object;
    private final String name;

    Section(ConfigObject object, String name) {
        this.object = object;
        this.name = name;
    }

    /** Refuses keys that are none of these. */
    Section allow(String... known) {
        List<String> names = Arrays.asList(known);
        for (String key : new TreeSet<>(object.keySet())) {
            if (!names.contains(key)) {
                throw refuse(object.get(key), "unknown key " + key + " in " + name + ": expected one of "
                        + String.join(", ", names));
            }
        }
        return this;
    }

    boolean has(String key) {
        return object.get(key) != null && object.get(key).valueType() != ConfigValueType.NULL;
    }

    /** A block; empty if it is not there. */
    Section section(String key) {
        ConfigValue value = object.get(key);
        return value == null ? new Section(ConfigFactory.empty().root(), name + "." + key) : block(value, key);
    }

    /** The blocks inside, in the order of the file. */
    List<Map.Entry<String, Section>> blocks() {
        List<Map.Entry<String, ConfigValue>> entries = new ArrayList<>(object.entrySet());
        entries.sort(Comparator.comparingInt((Map.Entry<String, ConfigValue> e) -> e.getValue().origin().lineNumber())
                .thenComparing(Map.Entry::getKey));
        return entries.stream().map(e -> Map.entry(e.getKey(), block(e.getValue(), e.getKey()))).toList();
    }

    /** A list; empty if it is not there. */
    List<ConfigValue> list(String key) {
        ConfigValue value = object.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof ConfigList list)) {
            throw refuse(value, "expected a list for " + name + "." + key + ", got " + shown(value));
        }
        return list;
    }

    /** A value as it is written, or null if it is not there. */
    ConfigValue raw(String key) {
        return object.get(key);
    }

    Section block(ConfigValue value, String key) {
        if (!(value instanceof ConfigObject inner)) {
            throw refuse(value, "expected a block { ... } for " + name + "." + key + ", got " + shown(value));
        }
        return new Section(inner, name + "." + key);
    }

    /** The value of {@code key} read by {@code form}, or {@code absent} if it is not there. */
    <T> T value(String key, Form<T> form, T absent) {
        ConfigValue value = object.get(key);
        return value == null ? absent : read(value, name + "." + key, form);
    }

    /** Reads one value. */
    static <T> T read(ConfigValue value, String what, Form<T> form) {
        if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
            throw refuse(value, "expected " + form.expected() + " for " + what + ", got a block or list");
        }
        String text = String.valueOf(value.unwrapped());
        try {
            return form.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw refuse(value, "expected " + form.expected() + " for " + what + ", got \"" + text + '"');
        }
    }

    TopologyException refuse(String message) {
        return refuse(object, message);
    }

    static TopologyException refuse(ConfigValue value, String message) {
        ConfigOrigin origin = value.origin();
        String file = origin.filename() != null ? origin.filename() : origin.description().replaceFirst(": \\d+$", "");
        return new TopologyException(file + (origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "") + ": " + message);
    }

    private static String shown(ConfigValue value) {
        return value.valueType() == ConfigValueType.OBJECT ? "a block" : String.valueOf(value.unwrapped());
    }
}
