package org.pleach.sandbox.link;

/** Time for a link: what it is, and a call when it has come. */
public interface LinkClock {

    /** Nanoseconds from an arbitrary origin; never goes back. */
    long nanoTime();

    /** Runs {@code task} once after a delay, on the link's thread. */
    void schedule(Runnable task, long delayNanos);
}
