package org.pleach.sandbox;

/**
 * Crossing an AS between two of its interfaces, in either direction.
 *
 * @param first          one interface
 * @param second         the other interface
 * @param latencyNanos   one way, in nanoseconds; announced, and emulated unless the topology only announces
 * @param bandwidthKbits announced bandwidth in kbit/s; 0 if not announced
 * @param hops           announced number of router hops inside the AS; 0 if not announced
 */
public record Crossing(int first, int second, long latencyNanos, long bandwidthKbits, int hops) {

    Crossing withInterface(int from, int to) {
        return new Crossing(first == from ? to : first, second == from ? to : second, latencyNanos, bandwidthKbits, hops);
    }

    /** Whether it joins these two interfaces, in whatever order. */
    public boolean joins(int one, int other) {
        return first == one && second == other || first == other && second == one;
    }
}
