package org.pleach.config.schema;

import java.util.function.Consumer;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/**
 * Text in a small language of its own.
 *
 * @param expected what is expected
 * @param reader   reads it and throws {@link IllegalArgumentException} with what is wrong
 */
record RuleType(String expected, Consumer<String> reader) implements ValueType {

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Scalar scalar) || !(scalar.value() instanceof String text)) {
            return reading.refuse(value, key, expected);
        }
        try {
            reader.accept(text);
            return value;
        } catch (IllegalArgumentException e) {
            reading.refuse(value.place(), key + ": " + e.getMessage());
            return null;
        }
    }
}
