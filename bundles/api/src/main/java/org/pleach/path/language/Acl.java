package org.pleach.path.language;

import java.util.ArrayList;
import java.util.List;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;

/**
 * An access control list: each interface of a path is judged by the first entry that names it, and one that is refused
 * refuses the path. The last entry, and only that one, names everything.
 *
 * @param entries in the order in which they are tried
 */
public record Acl(List<Entry> entries) {

    /**
     * @param allow whether what it names is allowed
     * @param rule  what it names
     */
    public record Entry(boolean allow, HopPredicate rule) {

        /**
         * Reads {@code +}, {@code -}, {@code + PREDICATE} or {@code - PREDICATE}, with one blank.
         *
         * @throws PathLanguageException if it is none
         */
        public static Entry parse(String text) {
            boolean signed = text.startsWith("+") || text.startsWith("-");
            if (!signed || text.length() > 1 && text.charAt(1) != ' ') {
                throw new PathLanguageException("acl entry", text, signed ? 2 : 1,
                        signed ? "a blank behind the sign" : "+ or -", text.isEmpty() ? "nothing" : '"' + text + '"');
            }
            boolean allow = text.charAt(0) == '+';
            if (text.length() == 1) {
                return new Entry(allow, HopPredicate.ANY);
            }
            String rule = text.substring(2);
            if (rule.indexOf(' ') >= 0) {
                throw new PathLanguageException("acl entry", text, rule.indexOf(' ') + 3, "the end", "a blank");
            }
            return new Entry(allow, HopPredicate.parse(rule));
        }

        @Override
        public String toString() {
            return (allow ? "+ " : "- ") + rule;
        }
    }

    /** Copies the list, which must end with the one entry that names everything. */
    public Acl {
        entries = List.copyOf(entries);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).rule().matchesAll() != (i == entries.size() - 1)) {
                throw new IllegalArgumentException(entries.get(i).rule().matchesAll()
                        ? "acl, entry " + (i + 1) + ": expected the entry that names everything to be the last, found "
                                + (entries.size() - i - 1) + " behind it"
                        : "acl: expected \"+\" or \"-\" as the last entry, found \"" + entries.get(i) + '"');
            }
        }
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("acl: expected \"+\" or \"-\" as the last entry, found no entry");
        }
    }

    /**
     * Reads entries.
     *
     * @throws IllegalArgumentException naming the entry, the position, what was expected and what came
     */
    public static Acl parse(List<String> entries) {
        List<Entry> read = new ArrayList<>(entries.size());
        for (String entry : entries) {
            try {
                read.add(Entry.parse(entry));
            } catch (PathLanguageException e) {
                throw new IllegalArgumentException("acl, entry " + (read.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return new Acl(read);
    }

    /** Whether every interface of the path is allowed. */
    public boolean allows(Path path) {
        List<PathInterface> ends = path.metadata().interfaces();
        for (int i = 0; i < ends.size(); i++) {
            if (!allows(ends.get(i), i % 2 != 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean allows(PathInterface end, boolean entering) {
        for (Entry entry : entries) {
            if (entry.rule().matches(end, entering)) {
                return entry.allow();
            }
        }
        throw new IllegalStateException("the last entry names everything");
    }
}
