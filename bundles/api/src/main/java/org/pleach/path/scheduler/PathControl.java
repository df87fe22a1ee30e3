package org.pleach.path.scheduler;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a {@link PeerScheduler} can see and do. On its event loop only.
 *
 * @param <P> a path
 */
public interface PathControl<P extends PeerPath> {

    /** The peer, for logs: {@code ISD-AS,host:port}. */
    String peer();

    /**
     * Whether this end picks the path by preference. The end that was dialled does not: it answers where the peer's
     * authentic data come from, and leaves a path by its own evidence only. Otherwise the two would chase each other.
     */
    boolean leads();

    /** The paths that may be used, trusted or not, in the order of preference. Immutable. */
    List<P> paths();

    /** The path that carries the traffic, as last told by {@link #activate}, perhaps of an earlier scheduler; or null. */
    P active();

    /** The path that carries it too, as told by {@link #accompany}; or null. */
    P second();

    /**
     * Tells that another path carries the traffic from now on, or none if null. It is logged, counted and reported;
     * datagrams still go only where {@link Datagram#sendOver} says.
     */
    void activate(P path, String reason);

    /** Tells that another path carries everything along with the active one from now on, or none if null. */
    void accompany(P path, String reason);

    /** Asks the last router of a path for an answer, if none is under way. */
    void probe(P path);

    /**
     * Says that a path failed by the scheduler's own evidence. It is then not {@linkplain PeerPath#isTrusted trusted}
     * until probes came back.
     */
    void distrust(P path, String reason);

    /**
     * Sends the datagrams of the recent window again, those sent at {@code since} or later. The window is bounded; see
     * {@code scion.resend}.
     */
    void resend(P path, long since);

    /** Asks for {@link PeerScheduler#onTime} at a time or earlier. */
    void wake(long time);

    /** Randomness. */
    RandomGenerator random();

    /**
     * A scheduler to build upon: the built-in one for this peer. Who hands every call on to it, {@code close} included,
     * behaves as {@code failover} does; {@link #active} then tells what it has chosen.
     */
    PeerScheduler<P> failover();
}
