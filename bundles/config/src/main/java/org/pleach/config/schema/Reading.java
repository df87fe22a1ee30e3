package org.pleach.config.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pleach.config.ConfigProblem;
import org.pleach.config.tree.Node;
import org.pleach.config.tree.Place;

/** Collects what is found while a configuration is checked. For one thread. */
public final class Reading {

    private static final Comparator<ConfigProblem> BY_PLACE = Comparator.comparing(ConfigProblem::source)
            .thenComparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column);

    private final boolean strict;
    private final List<ConfigProblem> refusals = new ArrayList<>();
    private final List<ConfigProblem> warnings = new ArrayList<>();

    /** @param strict whether keys that are not supported yet are refused instead of ignored */
    public Reading(boolean strict) {
        this.strict = strict;
    }

    /** Notes something that must not be. */
    void refuse(Place place, String message) {
        refusals.add(new ConfigProblem(place.source(), place.line(), place.column(), message));
    }

    /** Notes a value that is not what the key takes; returns null, as the value that came of it. */
    Node refuse(Node found, String key, String expected) {
        refuse(found.place(), key + ": expected " + expected + ", found " + found.described());
        return null;
    }

    /** Notes something odd. */
    void warn(Place place, String message) {
        warnings.add(new ConfigProblem(place.source(), place.line(), place.column(), message));
    }

    /** Notes a key that nats-server has and Pleach has not. */
    void notYet(Place place, String key, String effect) {
        if (strict) {
            refuse(place, "\"" + key + "\" is not supported yet");
        } else {
            warn(place, "\"" + key + "\" is not supported yet, ignored" + effect);
        }
    }

    /** What must not be, in the order of the files. */
    public List<ConfigProblem> refusals() {
        return refusals.stream().sorted(BY_PLACE).toList();
    }

    /** What is odd, in the order of the files. */
    public List<ConfigProblem> warnings() {
        return warnings.stream().sorted(BY_PLACE).toList();
    }
}
