package org.pleach.config.schema;

import org.pleach.config.syntax.Booleans;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/** True or false; the words for it also in quotes, as HOCON has them. */
record FlagType() implements ValueType {

    static final FlagType FLAG = new FlagType();

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (value instanceof Scalar scalar) {
            if (scalar.value() instanceof Boolean) {
                return value;
            }
            Boolean flag = scalar.value() instanceof String text ? Booleans.read(text) : null;
            if (flag != null) {
                return new Scalar(flag, scalar.written(), scalar.place());
            }
        }
        return reading.refuse(value, key, expected());
    }

    @Override
    public String expected() {
        return "true or false";
    }
}
