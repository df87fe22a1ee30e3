package org.pleach.scion.multipath;

/** Time, handed in. */
public interface Clock {

    /** Nanoseconds from an arbitrary origin; never goes back. */
    long nanos();

    /** Milliseconds since 1970. */
    long epochMillis();
}
