package org.pleach.config.schema;

import java.util.ArrayList;
import java.util.List;
import org.pleach.config.tree.Block;
import org.pleach.config.tree.Place;

/** All keys that a configuration may have, as one tree with the root section on top. */
public final class ConfigSchema {

    private ConfigSchema() { }

    private static final Section ROOT = RootKeys.section();

    static Section root() {
        return ROOT;
    }

    /**
     * Checks what was read from one source and brings it into the form in which bundles get it. {@link FinalForm} does what
     * can only be done when all sources are joined.
     */
    public static Block check(Block written, Reading reading) {
        return (Block) ROOT.read(written, "", reading);
    }

    /**
     * A key that bundles may get or that is ignored.
     *
     * @param path      section and name, joined with dots: {@code cluster.listen}
     * @param synonyms  other names it may have in a file
     * @param supported whether Pleach does anything with it
     * @param refused   whether it is refused if it is not supported
     */
    public record Entry(String path, List<String> synonyms, boolean supported, boolean refused) { }

    /** Every key of every section, sections in front of what is in them. */
    public static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        addEntries(ROOT, "", entries);
        return entries;
    }

    private static void addEntries(Section section, String path, List<Entry> entries) {
        for (Key key : section.keys()) {
            String name = path.isEmpty() ? key.name() : path + '.' + key.name();
            entries.add(new Entry(name, key.synonyms(), !key.isNotYet(),
                    key.type() instanceof NotYetType notYet && notYet.guards()));
            Section inner = inner(key.type());
            if (inner != null) {
                addEntries(inner, name, entries);
            }
        }
    }

    /** Paths of the sections that have a key of this name, the root section first as an empty path. */
    static List<String> sectionsWith(String key) {
        List<String> paths = new ArrayList<>();
        addSectionsWith(key, ROOT, "", paths);
        return paths;
    }

    private static void addSectionsWith(String name, Section section, String path, List<String> paths) {
        if (section.find(name) != null) {
            paths.add(path);
        }
        for (Key key : section.keys()) {
            if (key.type() instanceof Section inner) {
                addSectionsWith(name, inner, path.isEmpty() ? key.name() : path + '.' + key.name(), paths);
            }
        }
    }

    private static Section inner(ValueType type) {
        if (type instanceof Section section) {
            return section;
        }
        if (type instanceof NamedType named) {
            return named.of();
        }
        if (type instanceof ListType list) {
            return inner(list.of());
        }
        return type instanceof EitherType either ? inner(either.full()) : null;
    }

    /** An empty configuration. */
    public static Block nothing(String source) {
        return Block.empty(Place.of(source));
    }
}
