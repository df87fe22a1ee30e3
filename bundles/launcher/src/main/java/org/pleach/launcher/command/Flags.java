package org.pleach.launcher.command;

import static org.pleach.launcher.command.Flag.Kind.NUMBER;
import static org.pleach.launcher.command.Flag.Kind.SWITCH;
import static org.pleach.launcher.command.Flag.Kind.SWITCH_NOT_YET;
import static org.pleach.launcher.command.Flag.Kind.TEXT;
import static org.pleach.launcher.command.Flag.Kind.TEXT_NOT_YET;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All flags: those of nats-server 2.15, and Pleach's own {@code scion}, {@code strict} and {@code console}. */
final class Flags {

    static final List<Flag> ALL = List.of(
            Flag.of(SWITCH, "help", "h"),
            Flag.of(SWITCH, "version", "v"),
            Flag.of(TEXT, "config", "c"),
            Flag.of(SWITCH, "t"),
            Flag.of(TEXT, "signal", "sl"),
            Flag.of(TEXT, "addr", "a", "net"),
            Flag.of(NUMBER, "port", "p"),
            Flag.of(TEXT, "name", "n", "server_name"),
            Flag.of(TEXT, "client_advertise"),
            Flag.of(TEXT, "pid", "P"),
            Flag.of(NUMBER, "http_port", "m"),
            Flag.of(NUMBER, "https_port", "ms"),
            Flag.of(TEXT_NOT_YET, "ports_file_dir"),
            Flag.of(TEXT, "log", "l"),
            Flag.of(SWITCH, "logtime", "T"),
            Flag.of(SWITCH, "logtime_utc"),
            Flag.of(SWITCH, "debug", "D"),
            Flag.of(SWITCH, "trace", "V"),
            Flag.of(SWITCH, "VV"),
            Flag.of(SWITCH, "DV"),
            Flag.of(SWITCH, "DVV"),
            Flag.of(TEXT, "user"),
            Flag.of(TEXT, "pass"),
            Flag.of(TEXT, "auth"),
            Flag.of(TEXT, "cluster", "cluster_listen"),
            Flag.of(TEXT, "cluster_name"),
            Flag.of(TEXT, "cluster_advertise"),
            Flag.of(SWITCH, "no_advertise"),
            Flag.of(NUMBER, "connect_retries"),
            Flag.of(TEXT, "routes"),
            Flag.of(SWITCH, "tls"),
            Flag.of(SWITCH, "tlsverify"),
            Flag.of(TEXT, "tlscert"),
            Flag.of(TEXT, "tlskey"),
            Flag.of(TEXT, "tlscacert"),
            Flag.of(SWITCH, "scion"),
            Flag.of(SWITCH, "strict"),
            Flag.of(SWITCH, "console"),
            Flag.of(SWITCH_NOT_YET, "jetstream", "js"),
            Flag.of(TEXT_NOT_YET, "store_dir", "sd"),
            Flag.of(SWITCH_NOT_YET, "syslog", "s"),
            Flag.of(TEXT_NOT_YET, "remote_syslog", "r"),
            Flag.of(TEXT_NOT_YET, "log_size_limit"),
            Flag.of(TEXT_NOT_YET, "max_traced_msg_len"),
            Flag.of(TEXT_NOT_YET, "profile"),
            Flag.of(SWITCH_NOT_YET, "help_tls"));

    private static final Map<String, Flag> BY_NAME = byName();

    private Flags() { }

    /** The flag of a name without dashes, or null. */
    static Flag find(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, Flag> byName() {
        Map<String, Flag> byName = new HashMap<>();
        ALL.forEach(flag -> flag.names().forEach(name -> byName.put(name, flag)));
        return byName;
    }
}
