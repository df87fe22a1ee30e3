package org.pleach.config.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pleach.config.ConfigProblem;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;

/** A block that is still being read, inside the blocks around it: where variables are looked up. */
final class Scope {

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Scope around;
    private final Place place;

    Scope(Scope around, Place place) {
        this.around = around;
        this.place = place;
    }

    /** Sets a key. As in nats-server the last one counts; that one is set twice in one file is worth a warning. */
    void put(Member member, List<ConfigProblem> warnings) {
        Member earlier = members.remove(member.key());
        members.put(member.key(), earlier != null && earlier.variable() ? member.asVariable() : member);
        if (earlier != null && earlier.place().source().equals(member.place().source())) {
            warnings.add(new ConfigProblem(member.place().source(), member.place().line(), member.place().column(),
                    '"' + member.key() + "\" is set twice: this one replaces that of line " + earlier.place().line()));
        }
    }

    /** The value of a key that was set before, here or in a block around, or null. */
    Node variable(String name) {
        Member member = members.get(name);
        if (member == null) {
            return around == null ? null : around.variable(name);
        }
        members.put(name, member.asVariable());
        return member.value();
    }

    Collection<Member> members() {
        return new ArrayList<>(members.values());
    }

    Block block() {
        return new Block(members.values(), place);
    }
}
