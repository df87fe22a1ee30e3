package org.pleach.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;
import org.pleach.config.tree.Scalar;
import org.pleach.config.tree.Sequence;

/**
 * A block whose keys are names that somebody chose, or a list of names alone.
 *
 * @param of       what is behind each name
 * @param reserved names that may not be chosen
 */
record NamedType(Section of, Set<String> reserved) implements ValueType {

    @Override
    public Node read(Node value, String key, Reading reading) {
        List<Member> read = new ArrayList<>();
        if (value instanceof Block block) {
            for (Member member : block.members()) {
                Node inner = named(member.key(), member.place(), reading)
                        ? of.read(member.value(), key + '.' + member.key(), reading) : null;
                if (inner != null) {
                    read.add(new Member(member.key(), member.place(), inner, false));
                }
            }
        } else if (value instanceof Sequence list) {
            for (Node item : list.items()) {
                if (!(item instanceof Scalar scalar) || !(scalar.value() instanceof String name)) {
                    return reading.refuse(item, key, "a name");
                }
                if (named(name, item.place(), reading)) {
                    read.add(new Member(name, item.place(), of.read(Block.empty(item.place()), key, reading), false));
                }
            }
        } else {
            return reading.refuse(value, key, expected());
        }
        return new Block(read, value.place());
    }

    private boolean named(String name, Place place, Reading reading) {
        if (reserved.contains(name) || name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
            reading.refuse(place, "expected a name without blanks that is not reserved, found \"" + name + '"');
            return false;
        }
        return true;
    }

    @Override
    public String expected() {
        return "a block with a name for each, or a list of names";
    }
}
