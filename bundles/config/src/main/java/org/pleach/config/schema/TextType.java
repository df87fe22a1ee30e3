package org.pleach.config.schema;

import java.util.regex.Pattern;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/**
 * A string. A number is refused as in nats-server, since {@code 007} in a file would be 7 by now.
 *
 * @param expected what is expected
 * @param pattern  what it must match, or null
 * @param secret   whether it must never be shown
 */
record TextType(String expected, Pattern pattern, boolean secret) implements ValueType {

    static final TextType ANY = new TextType("text", null, false);
    static final TextType NAME = new TextType("a name without blanks", Pattern.compile("\\S+"), false);
    static final TextType SECRET = new TextType("text", null, true);

    static TextType matching(String expected, String pattern) {
        return new TextType(expected, Pattern.compile(pattern), false);
    }

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Scalar scalar)) {
            return reading.refuse(value, key, expected);
        }
        if (!(scalar.value() instanceof String text)) {
            reading.refuse(value.place(), key + ": expected " + expected + ", found "
                    + (secret ? "a number, date or boolean" : value.described()) + "; put it in quotes");
            return null;
        }
        if (pattern != null && !pattern.matcher(text).matches()) {
            return reading.refuse(value, key, expected);
        }
        return value;
    }
}
