package org.pleach.config;

import java.util.Objects;

/**
 * One thing that is wrong, or at least odd, in a configuration.
 *
 * @param source  the file as it was named, or {@code command line}
 * @param line    from 1; 0 if lines mean nothing there
 * @param column  in characters from 1; 0 if not known
 * @param message what was expected and what came; never a password or token
 */
public record ConfigProblem(String source, int line, int column, String message) {

    /** Checks that nothing is missing. */
    public ConfigProblem {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(message, "message");
    }

    /** {@code file:line:column: message}; what is not known of the place is left out. */
    @Override
    public String toString() {
        return source + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "") + ": " + message;
    }
}
