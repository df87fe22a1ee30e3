package org.pleach.broker;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads single values as nats-server means them; whatever is wrong names the key, where it stands and what was expected. */
final class Settings {

    private final Config config;

    Settings(Config config) {
        this.config = config;
    }

    /** A text, or a number as text; null if there is none. */
    String text(String key) {
        return config.hasPath(key) ? config.getString(key) : null;
    }

    boolean has(String key) {
        return config.hasPath(key);
    }

    /** A file, or null if there is none. */
    Path path(String key) {
        String text = text(key);
        return text == null ? null : Path.of(text);
    }

    boolean flag(String key) {
        return config.getBoolean(key);
    }

    int whole(String key, int least, int most) {
        long value = config.getValue(key).valueType() == ConfigValueType.STRING ? config.getBytes(key) : config.getLong(key);
        if (value < least || value > most) {
            throw bad(key, "a number from " + least + " to " + most, Long.toString(value));
        }
        return (int) value;
    }

    /** A number of bytes. */
    long size(String key, long least) {
        long value = config.getBytes(key);
        if (value < least) {
            throw bad(key, "at least " + least + " bytes", Long.toString(value));
        }
        return value;
    }

    /** A time with a unit, or a number of seconds. */
    Duration duration(String key, Duration least) {
        Duration value = config.getValue(key).valueType() == ConfigValueType.NUMBER
                ? Duration.ofNanos(Math.round(config.getDouble(key) * 1e9)) : config.getDuration(key);
        if (value.compareTo(least) < 0) {
            throw bad(key, "at least " + least.toMillis() + " ms", value.toMillis() + " ms");
        }
        return value;
    }

    /** Texts; a single one is a list of one; null if there are none. */
    List<String> texts(String key) {
        if (!config.hasPath(key)) {
            return null;
        }
        ConfigValue value = config.getValue(key);
        return value.valueType() == ConfigValueType.LIST ? config.getStringList(key) : List.of(config.getString(key));
    }

    /** A block, or null if there is none. */
    Settings block(String key) {
        return config.hasPath(key) ? new Settings(config.getConfig(key)) : null;
    }

    /** The names of what is in it. */
    Set<String> names() {
        return config.root().keySet();
    }

    /** The block of that name, whatever characters are in it. */
    Settings named(String name) {
        return config.root().get(name) instanceof ConfigObject object ? new Settings(object.toConfig())
                : new Settings(ConfigFactory.empty());
    }

    /** Blocks; each may be JSON in a text: Configuration Admin has no lists of blocks. */
    List<Settings> blocks(String key) {
        return list(key).stream().map(value -> new Settings(value instanceof ConfigObject object ? object.toConfig()
                : ConfigFactory.parseString(String.valueOf(value.unwrapped())))).toList();
    }

    /** What kind of value it is, or null if there is none. */
    ConfigValueType type(String key) {
        return config.hasPath(key) ? config.getValue(key).valueType() : null;
    }

    List<? extends ConfigValue> list(String key) {
        return config.hasPath(key) ? config.getList(key) : List.of();
    }

    ConfigOrigin origin(String key) {
        return config.getValue(key).origin();
    }

    ConfigException bad(String key, String expected, String found) {
        return new ConfigException.BadValue(origin(key), key, "expected " + expected + ", got " + found);
    }
}
