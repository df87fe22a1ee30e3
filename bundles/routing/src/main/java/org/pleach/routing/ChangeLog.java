package org.pleach.routing;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The subjects whose interest changed lately, numbered from 1. One writer at a time, any number of readers. It keeps
 * the last {@link #KEPT}; a reader that is further behind must forget everything it knows.
 */
final class ChangeLog {

    static final int KEPT = 1024;

    private final AtomicReferenceArray<Change> ring = new AtomicReferenceArray<>(KEPT);
    private volatile long last;

    record Change(long number, byte[] subject, boolean literal) { }

    void add(byte[] subject) {
        long number = last + 1;
        ring.set((int) number & KEPT - 1, new Change(number, subject, Subjects.isLiteral(subject)));
        last = number;
    }

    /** The number of the last change. */
    long last() {
        return last;
    }

    /** The change of that number, or null if it is no longer kept. */
    Change get(long number) {
        Change change = ring.get((int) number & KEPT - 1);
        return change.number() == number ? change : null;
    }
}
