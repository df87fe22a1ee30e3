package org.pleach.path;

import java.util.ArrayList;
import java.util.List;

/**
 * An order in which some pairs cannot be compared, because an AS did not announce what would decide. For policies over
 * {@link PathMetadata} values that may be {@link PathMetadata#UNKNOWN}.
 *
 * @param <T> what is ordered
 */
@FunctionalInterface
public interface PartialOrder<T> {

    /** How {@code first} stands to {@code second}. Transitive where it decides. */
    Relation relate(T first, T second);

    /** How one stands to another. */
    enum Relation {
        /** Strictly better. */
        BEFORE,
        /** As good or worse. */
        NOT_BEFORE,
        /** Too little is known. */
        INCOMPARABLE
    }

    /**
     * Sorts stably by insertion, as scion-apps' pan does: an element moves up past those it comes before; those it cannot
     * be compared with stay where they are and are passed over. Quadratic, so for hundreds of paths, not for thousands.
     *
     * @return a new list
     */
    default <U extends T> List<U> sort(List<U> list) {
        List<U> sorted = new ArrayList<>(list);
        for (int i = 1; i < sorted.size(); i++) {
            int at = i;
            for (int j = i - 1; j >= 0; j--) {
                Relation relation = relate(sorted.get(at), sorted.get(j));
                if (relation == Relation.NOT_BEFORE) {
                    break;
                }
                if (relation == Relation.BEFORE) {
                    sorted.set(at, sorted.set(j, sorted.get(at)));
                    at = j;
                }
            }
        }
        return sorted;
    }
}
