package org.pleach.config.syntax;

import java.util.Locale;

/** The words for true and false. */
public final class Booleans {

    private Booleans() { }

    /** {@code true}, {@code yes}, {@code on} and their opposites in any case, as in nats-server; null for other words. */
    public static Boolean read(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> Boolean.TRUE;
            case "false", "no", "off" -> Boolean.FALSE;
            default -> null;
        };
    }
}
