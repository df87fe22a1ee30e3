package org.pleach.config.schema;

import java.util.ArrayList;
import java.util.List;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;

/**
 * A block whose keys are names that somebody chose, with a text behind each.
 *
 * @param of what is behind each name
 */
record NamedTextType(TextType of) implements ValueType {

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Block block)) {
            return reading.refuse(value, key, expected());
        }
        List<Member> read = new ArrayList<>();
        for (Member member : block.members()) {
            Node inner = of.read(member.value(), key + '.' + member.key(), reading);
            if (inner != null) {
                read.add(new Member(member.key(), member.place(), inner, false));
            }
        }
        return new Block(read, value.place());
    }

    @Override
    public String expected() {
        return "a block with a text behind each name";
    }
}
