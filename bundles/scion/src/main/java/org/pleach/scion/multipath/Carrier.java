package org.pleach.scion.multipath;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.pleach.scion.ScionAddress;

/** What the paths of a peer need of the socket. On its event loop only. */
public interface Carrier {

    /** Where packets are made. */
    ByteBufAllocator allocator();

    /** Sends a packet to the route's next hop with the next flush; takes over its reference count. */
    void transmit(Route route, ByteBuf packet);

    /** Sends what was given to {@link #transmit} outside the upper layer's own writes. */
    void flush();

    /** Whether the socket's queue has room, so that a copy does no harm. */
    boolean hasRoom();

    /** A sequence number for a probe whose fate {@code probes} wants to know; -1 if too many are under way. */
    int startProbe(ProbeListener listener, Route route);

    /** Forgets a probe. */
    void endProbe(int sequence);

    /** Hears of answers to probes. */
    interface ProbeListener {
        /** Whose paths are probed. */
        ScionAddress target();

        /** The router of that AS and interface answered; returns whether it was the one asked. */
        boolean answered(Route route, long isdAs, long interfaceId);
    }
}
