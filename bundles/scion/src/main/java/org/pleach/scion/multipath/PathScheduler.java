package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;

/**
 * Which path, or paths, each datagram to a peer takes. Stateful, one per peer, on the socket's event loop only. Sends by
 * itself what it thinks should be sent.
 */
interface PathScheduler {

    /** Never. */
    long NEVER = Long.MAX_VALUE;

    /** Sends a datagram; does not change the buffer's indexes or reference count. False if there is no path. */
    boolean send(ByteBuf payload, int index, int length, long now);

    /** A datagram of the peer came over {@code route}; nothing says that it is authentic. */
    void received(Route route, long now);

    /** Whether it would tell something new to know that a datagram over {@code route} is authentic. */
    boolean wantsConfirmation(Route route);

    /** The datagram just {@link #received} is authentic. */
    void confirmed(Route route, long now);

    /** The far end's router answered a probe. */
    void probeAnswered(Route route, long now);

    /** What just came over {@code route} is a copy of what came over another one: the peer sends on both. */
    void copied(Route route, long now);

    /** A probe was not answered in time. */
    void probeLost(Route route, long now);

    /** A route is distrusted now, or trusted again, for a reason the scheduler does not know. */
    void trustChanged(Route route, String reason, long now);

    /**
     * Something may be wrong with a route: look into it.
     */
    void suspected(Route route, String reason, long now);

    /** Routes came, went or are ranked anew. {@code reason} says why; {@code byPolicy} asks to obey at once. */
    void routesChanged(String reason, boolean byPolicy, long now);

    /** Time has come; returns when to call again at the latest, or {@link #NEVER}. */
    long onTime(long now);

    /** The route that carries the traffic, or null if there is none. */
    Route active();

    /** Whether this datagram was sent lately. */
    boolean wasSent(ByteBuf start, int index, int available, int length);

    /** Lets go of everything. */
    void close();
}
