package org.pleach.launcher.command;

import java.util.List;

/**
 * A flag.
 *
 * @param names without dashes, the one that it is known by first
 * @param kind  what its value is
 */
record Flag(List<String> names, Kind kind) {

    /** What the value of a flag is, and whether Pleach has it. */
    enum Kind {
        /** True if nothing is said; {@code -flag=false} is false. */
        SWITCH,
        /** Any text. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** A switch that nats-server has and Pleach does not have yet. */
        SWITCH_NOT_YET,
        /** A text or number that nats-server has and Pleach does not have yet. */
        TEXT_NOT_YET;

        boolean isSwitch() {
            return this == SWITCH || this == SWITCH_NOT_YET;
        }

        boolean isNotYet() {
            return this == SWITCH_NOT_YET || this == TEXT_NOT_YET;
        }
    }

    static Flag of(Kind kind, String... names) {
        return new Flag(List.of(names), kind);
    }

    String name() {
        return names.get(0);
    }
}
