package org.pleach.sandbox;

/**
 * How one direction of a link treats packets. Immutable.
 *
 * <p>Chances are from 0 (never) to 1 (always) and are drawn per packet from the sandbox's seeded source.
 *
 * @param latencyNanos delay of every packet, in nanoseconds
 * @param jitterNanos  additional delay, evenly distributed from 0 to this, in nanoseconds; packets keep their order
 * @param loss         chance that a packet is lost
 * @param duplicate    chance that a packet arrives twice
 * @param reorder      chance that a packet is overtaken: it arrives {@code reorderNanos} later, out of order
 * @param reorderNanos how much later, in nanoseconds
 * @param rateKbits    kbit/s; 0 for no limit. A packet waits until those before it have been sent, at most
 *                     {@link #MAX_QUEUE_NANOS}; one that would wait longer is dropped
 * @param mtu          the greatest SCION packet, header included, in bytes; a greater one is dropped in silence.
 *                     0 for no limit
 */
public record LinkConditions(
        long latencyNanos,
        long jitterNanos,
        double loss,
        double duplicate,
        double reorder,
        long reorderNanos,
        long rateKbits,
        int mtu) {

    /** The longest time a packet waits for a link of limited rate: 100 ms. */
    public static final long MAX_QUEUE_NANOS = 100_000_000L;

    /** How much later a packet arrives that is overtaken, unless it is said: 2 ms. */
    public static final long DEFAULT_REORDER_NANOS = 2_000_000L;

    /** A link that lets everything pass at once. */
    public static final LinkConditions NONE = new LinkConditions(0, 0, 0, 0, 0, DEFAULT_REORDER_NANOS, 0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public LinkConditions {
        notNegative("latency", latencyNanos);
        notNegative("jitter", jitterNanos);
        notNegative("reorder delay", reorderNanos);
        notNegative("rate", rateKbits);
        notNegative("mtu", mtu);
        chance("loss", loss);
        chance("duplicate", duplicate);
        chance("reorder", reorder);
    }

    /** The same with another latency. */
    public LinkConditions withLatencyNanos(long value) {
        return new LinkConditions(value, jitterNanos, loss, duplicate, reorder, reorderNanos, rateKbits, mtu);
    }

    /** The same with another loss. */
    public LinkConditions withLoss(double value) {
        return new LinkConditions(latencyNanos, jitterNanos, value, duplicate, reorder, reorderNanos, rateKbits, mtu);
    }

    /** The same with another chance of duplicates. */
    public LinkConditions withDuplicate(double value) {
        return new LinkConditions(latencyNanos, jitterNanos, loss, value, reorder, reorderNanos, rateKbits, mtu);
    }

    /** The same with another chance of being overtaken. */
    public LinkConditions withReorder(double value) {
        return new LinkConditions(latencyNanos, jitterNanos, loss, duplicate, value, reorderNanos, rateKbits, mtu);
    }

    /** The same with another rate in kbit/s. */
    public LinkConditions withRateKbits(long value) {
        return new LinkConditions(latencyNanos, jitterNanos, loss, duplicate, reorder, reorderNanos, value, mtu);
    }

    /** The same with another MTU in bytes. */
    public LinkConditions withMtu(int value) {
        return new LinkConditions(latencyNanos, jitterNanos, loss, duplicate, reorder, reorderNanos, rateKbits, value);
    }

    private static void notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " out of range: expected 0 or more, got " + value);
        }
    }

    private static void chance(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " out of range: expected 0 to 100 %, got " + value * 100 + " %");
        }
    }
}
