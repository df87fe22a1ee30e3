package org.pleach.rig;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The account of one numbered stream: what was published, what arrived, and the longest wait between two arrivals.
 *
 * <p>Numbers start at 0. One thread publishes, one receives, any thread takes a {@link #snapshot}; the lock is held for
 * nanoseconds and is not part of what is measured.
 */
public final class Ledger {

    private static final int INITIAL_GAPS = 1024;

    private final BitSet seen = new BitSet();
    private long published;
    private long received;
    private long distinct;
    private long duplicated;
    private long reordered;
    private long highest = -1;
    private long lastArrival = Long.MIN_VALUE;
    private long longestGap;
    private long windowGap;
    private long windowStart = Long.MIN_VALUE;
    private long[] gaps = new long[INITIAL_GAPS];
    private int gapCount;

    /** Says that the message with the next number has been handed to a client. */
    public synchronized long published() {
        return published++;
    }

    /**
     * Says that a message arrived.
     *
     * @param number its number
     * @param nanos  when, by {@link System#nanoTime}
     */
    public synchronized void received(long number, long nanos) {
        received++;
        int index = Math.toIntExact(number);
        if (seen.get(index)) {
            duplicated++;
        } else {
            seen.set(index);
            distinct++;
            if (number < highest) {
                reordered++;
            }
        }
        highest = Math.max(highest, number);
        if (lastArrival != Long.MIN_VALUE) {
            long gap = nanos - lastArrival;
            longestGap = Math.max(longestGap, gap);
            windowGap = Math.max(windowGap, gap);
        }
        lastArrival = nanos;
    }

    /** Starts a window, for instance just before a cut. A silence that is already going on counts into it. */
    public synchronized void openWindow(long nanos) {
        windowGap = 0;
        windowStart = nanos;
    }

    /** Ends the window and keeps its longest gap for {@link #windowGaps}; a silence that still goes on counts. */
    public synchronized long closeWindow(long nanos) {
        if (windowStart == Long.MIN_VALUE) {
            throw new IllegalStateException("no window is open");
        }
        long gap = Math.max(windowGap, lastArrival == Long.MIN_VALUE ? 0 : nanos - lastArrival);
        if (gapCount == gaps.length) {
            gaps = Arrays.copyOf(gaps, gaps.length * 2);
        }
        gaps[gapCount++] = gap;
        windowStart = Long.MIN_VALUE;
        return gap;
    }

    /** Forgets the longest gap so far, for instance that of warming up; windows stay. */
    public synchronized void forgetLongestGap() {
        longestGap = 0;
    }

    /** The longest gap of each window closed, in nanoseconds, sorted. */
    public synchronized long[] windowGaps() {
        long[] sorted = Arrays.copyOf(gaps, gapCount);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The account now. */
    public synchronized Snapshot snapshot() {
        return new Snapshot(published, received, distinct, published - distinct, duplicated, reordered, longestGap);
    }

    /** The first numbers that were published and have not arrived, in ascending order, at most {@code limit} of them. */
    public synchronized List<Long> missing(int limit) {
        return IntStream.iterate(seen.nextClearBit(0), n -> n < published, n -> seen.nextClearBit(n + 1))
                .limit(limit).mapToObj(n -> (long) n).toList();
    }

    /**
     * @param published       handed to the publishing client
     * @param received        arrived, duplicates included
     * @param distinct        arrived at least once
     * @param missing         published and not arrived: in flight, or lost if nothing is in flight
     * @param duplicated      arrived more than once
     * @param reordered       arrived after one with a higher number
     * @param longestGapNanos the longest time between two arrivals
     */
    public record Snapshot(long published, long received, long distinct, long missing, long duplicated, long reordered,
            long longestGapNanos) { }
}
