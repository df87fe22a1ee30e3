package org.pleach.config.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;

/**
 * A list; a single value stands for a list of one.
 *
 * @param of     what is in it
 * @param unique whether one that comes twice is left out with a warning
 */
record ListType(ValueType of, boolean unique) implements ValueType {

    static ListType of(ValueType type) {
        return new ListType(type, false);
    }

    static ListType distinct(ValueType type) {
        return new ListType(type, true);
    }

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Sequence) && of instanceof Section) {
            return reading.refuse(value, key, expected());
        }
        List<Node> items = value instanceof Sequence sequence ? sequence.items() : List.of(value);
        List<Node> read = new ArrayList<>(items.size());
        Set<Object> seen = new HashSet<>();
        for (Node item : items) {
            Node result = of.read(item, key, reading);
            if (result == null) {
                continue;
            }
            if (unique && result instanceof Scalar scalar && !seen.add(scalar.value())) {
                reading.warn(item.place(), key + ": the same entry is there before, ignored");
            } else {
                read.add(result);
            }
        }
        return new Sequence(read, value.place());
    }

    @Override
    public String expected() {
        return of instanceof Section ? "a list of blocks" : "a list, each of it " + of.expected();
    }
}
