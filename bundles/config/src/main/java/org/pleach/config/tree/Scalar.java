package org.pleach.config.tree;

import java.time.Instant;
import java.util.Objects;

/**
 * A single value.
 *
 * @param value   a {@code String}, {@code Long}, {@code Double}, {@code Boolean} or {@code Instant}
 * @param written the text of a number, boolean or date as it stood in the file; for a string the string
 * @param place   where
 */
public record Scalar(Object value, String written, Place place) implements Node {

    private static final int LONGEST_SHOWN = 40;

    /** Checks that nothing is missing. */
    public Scalar {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(written, "written");
        Objects.requireNonNull(place, "place");
    }

    /** A value that was not written by a person. */
    public static Scalar of(Object value, Place place) {
        return new Scalar(value, String.valueOf(value), place);
    }

    /** The same, said to stand elsewhere. */
    public Scalar at(Place other) {
        return new Scalar(value, written, other);
    }

    @Override
    public long weight() {
        return 1;
    }

    @Override
    public int depth() {
        return 0;
    }

    @Override
    public String described() {
        if (value instanceof String text) {
            return '"' + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text) + '"';
        }
        if (value instanceof Boolean) {
            return written.equalsIgnoreCase(value.toString()) ? written : written + " (" + value + ")";
        }
        return (value instanceof Instant ? "the date " : "the number ") + written;
    }
}
