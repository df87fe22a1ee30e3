package org.pleach.config.tree;

import java.util.Objects;

/**
 * A key with its value.
 *
 * @param key      as written
 * @param place    of the key
 * @param value    its value
 * @param variable whether something in the file refers to it as {@code $key}: then it may be a key that nobody knows
 */
public record Member(String key, Place place, Node value, boolean variable) {

    /** Checks that nothing is missing. */
    public Member {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(value, "value");
    }

    /** The same with another value. */
    public Member withValue(Node other) {
        return new Member(key, place, other, variable);
    }

    /** The same, known to be referred to. */
    public Member asVariable() {
        return variable ? this : new Member(key, place, value, true);
    }
}
