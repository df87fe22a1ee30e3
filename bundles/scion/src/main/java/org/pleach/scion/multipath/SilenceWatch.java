package org.pleach.scion.multipath;

/**
 * Since when an answer from the peer is owed.
 *
 * <p>Datagrams are opaque, and not every one is answered: an acknowledgement is not. QUIC sends nothing else unasked
 * (RFC 9000, section 13.2.1), so a datagram is <em>certainly</em> answered if it is too long for a bare acknowledgement,
 * or was sent so long after anything was received that no acknowledgement can be due, or is the second since then. One
 * that might be a bare acknowledgement is a reason to ask the path, but not to leave it.
 */
final class SilenceWatch {

    static final long NONE = Long.MIN_VALUE;

    /** No bare acknowledgement is longer, but for one with dozens of gaps. */
    private static final int MAX_ACKNOWLEDGEMENT = 150;
    /** QUIC's greatest usual delay of an acknowledgement, 25 ms, and something for the threads. */
    private static final long ACKNOWLEDGEMENT_DELAY = 30_000_000;

    private long lastReceived = NONE;
    private long owedSince = NONE;
    private long lastOwed = NONE;
    private long maybeOwedSince = NONE;
    private boolean acknowledged;

    /** A datagram of {@code length} bytes was sent. */
    void sent(int length, long now) {
        boolean certain = length > MAX_ACKNOWLEDGEMENT || acknowledged || lastReceived == NONE
                || now - lastReceived > ACKNOWLEDGEMENT_DELAY;
        if (certain) {
            lastOwed = now;
            if (owedSince == NONE) {
                owedSince = now;
            }
        } else {
            acknowledged = true;
            if (maybeOwedSince == NONE) {
                maybeOwedSince = now;
            }
        }
    }

    /**
     * A datagram came.
     *
     * @param roundTrip answers to what was sent less than that ago are still owed
     */
    void received(long now, long roundTrip) {
        lastReceived = now;
        maybeOwedSince = NONE;
        acknowledged = false;
        owedSince = lastOwed != NONE && now - lastOwed < roundTrip ? lastOwed : NONE;
    }

    /** The path answered in the peer's place: nothing is owed any longer. */
    void excuse() {
        owedSince = NONE;
        lastOwed = NONE;
        maybeOwedSince = NONE;
    }

    /** Counts from now what is owed: it was sent again. */
    void restart(long now) {
        if (owedSince != NONE || maybeOwedSince != NONE) {
            owedSince = now;
            lastOwed = now;
        }
        maybeOwedSince = NONE;
    }

    /** Drops the mere suspicion. */
    void excuseMaybe() {
        maybeOwedSince = NONE;
    }

    /** When the first datagram was sent that certainly should have been answered; {@link #NONE} if none is due. */
    long owedSince() {
        return owedSince;
    }

    /** The same for one that might be a bare acknowledgement. */
    long maybeOwedSince() {
        return maybeOwedSince;
    }

    /** When the last datagram came; {@link #NONE} if never. */
    long lastReceived() {
        return lastReceived;
    }
}
