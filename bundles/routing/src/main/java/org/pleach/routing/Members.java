package org.pleach.routing;

/**
 * A field that holds no subscriber (null), one (itself) or more (a {@link Bag}): most nodes of a trie have exactly one,
 * and there may be a million of them.
 */
final class Members {

    private Members() { }

    /** The field's new value, or null if {@code item} was there already. */
    static Object with(Object field, Object item) {
        if (field == null) {
            return item;
        }
        if (field instanceof Bag bag) {
            if (bag.contains(item)) {
                return null;
            }
            bag.add(item);
            return bag;
        }
        if (field == item) {
            return null;
        }
        Bag bag = new Bag();
        bag.add(field);
        bag.add(item);
        return bag;
    }

    static boolean contains(Object field, Object item) {
        return field == item || field instanceof Bag bag && bag.contains(item);
    }

    /** The field's new value, {@code item} having been there. */
    static Object without(Object field, Object item) {
        if (field instanceof Bag bag) {
            bag.remove(item);
            return bag.size() == 1 ? bag.get(0) : bag;
        }
        return null;
    }

    static int count(Object field) {
        return field == null ? 0 : field instanceof Bag bag ? bag.size() : 1;
    }

    static void copyTo(Object field, Object[] to, int from) {
        if (field instanceof Bag bag) {
            bag.copyTo(to, from);
        } else if (field != null) {
            to[from] = field;
        }
    }
}
