package org.pleach.config.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Member;
import org.pleach.config.tree.Node;

/** A block and the keys known in it. Keys are compared without regard to case. */
final class Section implements ValueType {

    private final Map<String, Key> byName;
    private final BiFunction<Block, Reading, Block> rule;

    private Section(Map<String, Key> byName, BiFunction<Block, Reading, Block> rule) {
        this.byName = byName;
        this.rule = rule;
    }

    static Builder builder() {
        return new Builder();
    }

    /** Gathers the keys of a section. */
    static final class Builder {

        private final Map<String, Key> byName = new LinkedHashMap<>();
        private BiFunction<Block, Reading, Block> rule = (block, reading) -> block;

        Builder key(String name, ValueType type, String... synonyms) {
            Key key = new Key(name, Arrays.asList(synonyms), type);
            byName.put(name, key);
            for (String synonym : synonyms) {
                byName.put(synonym, key);
            }
            return this;
        }

        /** Keys of nats-server's that are ignored with a warning. */
        Builder notYet(String... names) {
            for (String name : names) {
                key(name, NotYetType.IGNORED);
            }
            return this;
        }

        /** Keys of nats-server's that are refused, since ignoring them would open what they close. */
        Builder guardsNotYet(String... names) {
            for (String name : names) {
                key(name, NotYetType.GUARD);
            }
            return this;
        }

        /** What must hold between the keys, and what becomes of them; called when each has been read. */
        Builder rule(BiFunction<Block, Reading, Block> check) {
            rule = check;
            return this;
        }

        Section build() {
            return new Section(new LinkedHashMap<>(byName), rule);
        }
    }

    /** Every key once. */
    List<Key> keys() {
        return byName.values().stream().distinct().toList();
    }

    /** The key with this name or synonym, or null. */
    Key find(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    /** All names and synonyms. */
    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    @Override
    public Node read(Node value, String key, Reading reading) {
        if (!(value instanceof Block block)) {
            return reading.refuse(value, key, expected());
        }
        return readBlock(block, key, reading);
    }

    /** @param path of this section with a dot behind, or empty for the root */
    private Block readBlock(Block block, String path, Reading reading) {
        List<Member> read = new ArrayList<>();
        for (Member member : block.members()) {
            Key key = find(member.key());
            String name = path.isEmpty() ? member.key() : path + '.' + member.key();
            if (key == null) {
                if (!member.variable()) {
                    reading.refuse(member.place(), Suggestions.unknown(member.key(), path, this));
                }
                continue;
            }
            Node value = key.type().read(member.value(), name, reading);
            if (value != null) {
                addOrReplace(read, new Member(key.name(), member.place(), value, false), member.key(), reading);
            }
        }
        return rule.apply(new Block(read, block.place()), reading);
    }

    private static void addOrReplace(List<Member> read, Member added, String written, Reading reading) {
        for (Member earlier : read) {
            if (earlier.key().equals(added.key())) {
                reading.warn(added.place(), '"' + written + "\" means the same as a key of line "
                        + earlier.place().line() + ": this one counts");
                read.remove(earlier);
                break;
            }
        }
        read.add(added);
    }

    @Override
    public String expected() {
        return "a block { }";
    }
}
