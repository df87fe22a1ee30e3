package org.pleach.launcher.log;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;

/**
 * How to log. The configuration's keys of the same names.
 *
 * @param file    where to log, or null for standard error
 * @param debug   whether debugging messages are logged
 * @param trace   whether the protocol is logged
 * @param time    whether lines begin with the time
 * @param utc     whether that is UTC
 */
public record LogOptions(String file, boolean debug, boolean trace, boolean time, boolean utc) {

    /** What holds until a configuration says otherwise. */
    public static final LogOptions DEFAULT = new LogOptions(null, false, false, true, false);

    private static final Config DEFAULTS =
            ConfigFactory.parseResources(LogOptions.class.getClassLoader(), "reference.conf");

    /** Reads the keys outside of any block. */
    public static LogOptions from(Config config) {
        Config all = config.withFallback(DEFAULTS);
        String file = all.getString("log_file");
        return new LogOptions(file.isEmpty() ? null : file, all.getBoolean("debug"), all.getBoolean("trace"),
                all.getBoolean("logtime"), all.getBoolean("logtime_utc"));
    }

    /** Reads them from a map with the same keys. */
    public static LogOptions from(Map<String, Object> section) {
        return new LogOptions((String) section.get("log_file"), is(section, "debug", false), is(section, "trace", false),
                is(section, "logtime", true), is(section, "logtime_utc", false));
    }

    private static boolean is(Map<String, Object> section, String key, boolean otherwise) {
        return section.get(key) instanceof Boolean value ? value : otherwise;
    }
}
