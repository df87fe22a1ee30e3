package org.pleach.counters;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * A fixed set of counts named by an enum. Adding is safe from any thread, takes no lock and makes no object.
 *
 * @param <E> one constant per count; its name in lower case is the count's name
 */
public final class Counters<E extends Enum<E>> implements CounterSource {

    private final String subsystem;
    private final E[] names;
    private final LongAdder[] counts;

    /** All counts zero. */
    public Counters(String subsystem, Class<E> names) {
        this.subsystem = subsystem;
        this.names = names.getEnumConstants();
        this.counts = new LongAdder[this.names.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** Counts one. */
    public void increment(E name) {
        counts[name.ordinal()].increment();
    }

    /** Counts {@code amount}, which is not negative. */
    public void add(E name, long amount) {
        counts[name.ordinal()].add(amount);
    }

    /** The count now. */
    public long get(E name) {
        return counts[name.ordinal()].sum();
    }

    @Override
    public String subsystem() {
        return subsystem;
    }

    @Override
    public void read(Reader reader) {
        for (int i = 0; i < names.length; i++) {
            reader.count(names[i].name().toLowerCase(Locale.ROOT), counts[i].sum());
        }
    }
}
