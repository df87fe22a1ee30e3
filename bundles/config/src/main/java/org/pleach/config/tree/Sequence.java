package org.pleach.config.tree;

import java.util.List;
import java.util.Objects;

/** A list of values: {@code [ a, b ]}. */
public final class Sequence implements Node {

    private final List<Node> items;
    private final Place place;
    private final long weight;
    private final int depth;

    /** A list at a place. */
    public Sequence(List<? extends Node> items, Place place) {
        this.items = List.copyOf(items);
        this.place = Objects.requireNonNull(place, "place");
        this.weight = Extent.weight(this.items);
        this.depth = Extent.depth(this.items);
    }

    /** The values in the order they were written. */
    public List<Node> items() {
        return items;
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
        return "a list";
    }
}
