package org.pleach.monitoring.page;

/** A request's parameter is wrong: says which, what was expected and what came. */
public final class BadQueryException extends Exception {

    private static final int MOST_SHOWN = 64;

    BadQueryException(String message) {
        super(message);
    }

    /** What came, shortened. */
    static String shown(String value) {
        return '"' + (value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + "..." : value) + '"';
    }
}
