package org.pleach.broker.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A sum with one writer and any number of readers, who may see it a moment late. Costs the writer a plain store. */
public final class Tally {

    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Tally.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    /** Adds. The writer's thread. */
    public void add(long amount) {
        VALUE.setOpaque(this, value + amount);
    }

    /** Replaces. The writer's thread. */
    public void set(long amount) {
        VALUE.setOpaque(this, amount);
    }

    /** The sum. Any thread. */
    public long get() {
        return (long) VALUE.getOpaque(this);
    }
}
