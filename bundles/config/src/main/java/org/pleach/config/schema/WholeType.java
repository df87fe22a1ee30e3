package org.pleach.config.schema;

import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;

/**
 * A whole number.
 *
 * @param what  "a whole number", "a port"
 * @param least the smallest allowed
 * @param most  the greatest allowed
 */
record WholeType(String what, long least, long most) implements ValueType {

    static final WholeType COUNT = new WholeType("a whole number", 0, Integer.MAX_VALUE);
    static final WholeType LIMIT = new WholeType("a whole number", Integer.MIN_VALUE, Integer.MAX_VALUE);
    static final WholeType PORT = new WholeType("a port", -1, 65535);

    static WholeType from(long least, long most) {
        return new WholeType("a whole number", least, most);
    }

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (value instanceof Scalar scalar && scalar.value() instanceof Long number
                && number >= least && number <= most) {
            return value;
        }
        return reading.refuse(value, key, expected());
    }

    @Override
    public String expected() {
        if (least == Integer.MIN_VALUE) {
            return what;
        }
        return what + " from " + least + (most == Integer.MAX_VALUE ? "" : " to " + most);
    }
}
