package org.pleach.config.schema;

import org.pleach.config.tree.Block;
import org.pleach.config.tree.JsonText;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/** A block of any content, which bundles get as JSON text; or such text. */
record JsonType() implements ValueType {

    static final JsonType BLOCK = new JsonType();

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (value instanceof Block block) {
            String json = JsonText.of(block);
            return new Scalar(json, json, value.place());
        }
        return value instanceof Scalar scalar && scalar.value() instanceof String ? value
                : reading.refuse(value, key, expected());
    }

    @Override
    public String expected() {
        return "a block { } or JSON text";
    }
}
