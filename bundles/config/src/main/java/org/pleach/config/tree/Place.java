package org.pleach.config.tree;

import java.util.Objects;

/**
 * Where something was written.
 *
 * @param source the file as it was named, or what stands in for one ("command line")
 * @param line   from 1; 0 if lines mean nothing there
 * @param column in characters from 1; 0 if not known
 */
public record Place(String source, int line, int column) {

    /** Checks that there is a source. */
    public Place {
        Objects.requireNonNull(source, "source");
    }

    /** A place without lines, such as the command line. */
    public static Place of(String source) {
        return new Place(source, 0, 0);
    }

    /** {@code file:line:column}, as compilers write it; what is not known is left out. */
    @Override
    public String toString() {
        if (line <= 0) {
            return source;
        }
        return source + ':' + line + (column > 0 ? ":" + column : "");
    }
}
