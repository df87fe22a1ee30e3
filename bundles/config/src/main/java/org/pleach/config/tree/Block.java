package org.pleach.config.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keys with values, each key once, in the order they were written: {@code { a: 1 }}. */
public final class Block implements Node {

    private final Map<String, Member> members;
    private final Place place;
    private final long weight;
    private final int depth;

    /** A block of members at a place; of members with the same key the last one stays. */
    public Block(Collection<Member> members, Place place) {
        Map<String, Member> byKey = new LinkedHashMap<>();
        for (Member member : members) {
            byKey.put(member.key(), member);
        }
        this.members = byKey;
        this.place = Objects.requireNonNull(place, "place");
        List<Node> values = new ArrayList<>(byKey.size());
        for (Member member : byKey.values()) {
            values.add(member.value());
        }
        this.weight = Extent.weight(values);
        this.depth = Extent.depth(values);
    }

    /** A block without members. */
    public static Block empty(Place place) {
        return new Block(List.of(), place);
    }

    /** All members in the order they were written. */
    public List<Member> members() {
        return List.copyOf(members.values());
    }

    /** The member with exactly this key, or null. */
    public Member member(String key) {
        return members.get(key);
    }

    /** The value of the member with exactly this key, or null. */
    public Node value(String key) {
        Member member = members.get(key);
        return member == null ? null : member.value();
    }

    /** Whether there is a member with exactly this key. */
    public boolean has(String key) {
        return members.containsKey(key);
    }

    /** This block with the members of {@code other} over its own: blocks are joined, anything else is replaced. */
    public Block overlaidBy(Block other) {
        Map<String, Member> joined = new LinkedHashMap<>(members);
        for (Member over : other.members.values()) {
            Member under = members.get(over.key());
            if (under != null && under.value() instanceof Block below && over.value() instanceof Block above) {
                joined.put(over.key(), under.withValue(below.overlaidBy(above)));
            } else {
                joined.put(over.key(), over);
            }
        }
        return new Block(joined.values(), place);
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public String described() {
        return "a block";
    }
}
