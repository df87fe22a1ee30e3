package org.pleach.path.scheduler;

/**
 * Decides which path, or paths, each datagram to one peer takes. Stateful.
 *
 * <p><b>Guarantees.</b> All calls come on one event loop, never one inside another; what is called back through
 * {@link PathControl} never calls the scheduler. {@code now} is nanoseconds from an arbitrary origin, and the only clock
 * that a scheduler should use: compare times by their difference. Nothing is called after {@link #close}.
 *
 * <p><b>Asked of a scheduler.</b> Nothing blocks. {@link #send} and {@link #received} are called for every datagram: they
 * make no objects. One that throws is logged, counted, closed, and replaced by {@code failover} for this peer.
 *
 * <p><b>The peer</b> has a scheduler of its own, which may be of another kind or none of Pleach's. Its QUIC drops what
 * comes twice by packet number, and takes a packet for lost that is overtaken by three later ones: duplicates are
 * harmless, reordering is not.
 *
 * @param <P> a path
 */
public interface PeerScheduler<P extends PeerPath> {

    /** Returned by {@link #onTime}: no call is needed. */
    long NEVER = Long.MAX_VALUE;

    /**
     * A datagram is to be sent: calls {@link Datagram#sendOver} for each path it shall take. One that is sent over none
     * is lost, as if the network had dropped it.
     *
     * @param datagram the datagram, during this call only
     */
    void send(Datagram<P> datagram, long now);

    /**
     * A datagram of the peer came over a path. It was authentic, or a copy, or came the same way a moment after something
     * authentic, and then it may be forged: a reason to doubt or to hope, but not to move traffic.
     */
    void received(P path, long now);

    /** Whether {@link #confirmed} of the datagram just {@link #received} would tell something; to find out is costly. */
    default boolean wantsConfirmation(P path) {
        return false;
    }

    /**
     * The datagram just {@link #received} was authentic and new. Only such a one proves that the peer uses the path: who
     * forges the peer's address must not be able to move traffic.
     */
    default void confirmed(P path, long now) { }

    /** What just came over a path is a copy of what came over another one: the peer sends on both. */
    default void copied(P path, long now) { }

    /**
     * Paths came, went or are ranked anew, or this scheduler begins its work. Paths that are no longer in
     * {@link PathControl#paths} must not be used any more.
     *
     * @param reason   for the log
     * @param byPolicy whether an operator wants it: an end that {@link PathControl#leads} obeys at once
     */
    void pathsChanged(String reason, boolean byPolicy, long now);

    /** A path is trusted no longer, or again, for a reason that this scheduler did not give itself. */
    default void trustChanged(P path, String reason, long now) { }

    /** Somebody who need not tell the truth says that something is wrong with a path. */
    default void suspected(P path, String reason, long now) { }

    /** The last router of a path answered a probe. */
    default void probeAnswered(P path, long now) { }

    /** A probe over a path was not answered in time. */
    default void probeLost(P path, long now) { }

    /**
     * Time has come, or may have: at the latest when {@link PathControl#wake} asked for it.
     *
     * @return when to call again, or {@link #NEVER}
     */
    default long onTime(long now) {
        return NEVER;
    }

    /** Another scheduler takes over, or the peer is gone. */
    default void close() { }
}
