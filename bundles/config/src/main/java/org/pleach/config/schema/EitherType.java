package org.pleach.config.schema;

import java.util.function.Function;
import java.util.function.Predicate;
import org.pleach.config.tree.Node;

/**
 * A value that has two forms, one of which can be turned into the other.
 *
 * @param isShort whether a value is of the short form
 * @param brief   the short form
 * @param full    the long form, in which bundles get it
 * @param toFull  makes the long form of a short one that was read; null to leave the key out
 */
record EitherType(Predicate<Node> isShort, ValueType brief, ValueType full, Function<Node, Node> toFull)
        implements ValueType {

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!isShort.test(value)) {
            return full.read(value, key, reading);
        }
        Node read = brief.read(value, key, reading);
        return read == null ? null : toFull.apply(read);
    }

    @Override
    public String expected() {
        return brief.expected() + ", or " + full.expected();
    }
}
