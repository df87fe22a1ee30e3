package org.pleach.config.schema;

import org.pleach.auth.PublicNkey;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/** The public nkey of a user. What is none is not shown: it may be a seed, which is secret. */
record NkeyType() implements ValueType {

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Scalar scalar && scalar.value() instanceof String text)) {
            return reading.refuse(value, key, expected());
        }
        try {
            PublicNkey.ofUser(text);
        } catch (IllegalArgumentException e) {
            reading.refuse(value.place(), key + ": " + e.getMessage());
        }
        // Kept either way: that there is one is known.
        return value;
    }

    @Override
    public String expected() {
        return "the public nkey of a user";
    }
}
