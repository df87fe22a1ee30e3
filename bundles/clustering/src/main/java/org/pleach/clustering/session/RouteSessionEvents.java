package org.pleach.clustering.session;

/** Hears what becomes of a {@link RouteChannel}'s session. On the channel's event loop. */
public interface RouteSessionEvents {

    /** The peer has said {@code SESSION}, and these words behind it; what it says next comes in frames. */
    void sessionLine(String words);

    /** The connection is lost; the channel waits for another one. {@code cause} is null if there is nothing to say. */
    void suspended(Throwable cause);
}
