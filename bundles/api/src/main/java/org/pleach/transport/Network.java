package org.pleach.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;

/**
 * The threads and sockets everything runs on, handed in so that a test can hand in others. An OSGi service; safe to use
 * from any thread.
 *
 * <p>The channels fit the event loops: register them with {@link #eventLoops()} and no other group. They come without
 * options and unregistered.
 */
public interface Network {

    /** The event loops. Whoever made the network shuts them down; its users never do. */
    EventLoopGroup eventLoops();

    /** A new TCP socket, not yet registered or connected. */
    SocketChannel newSocketChannel();

    /** A new listening TCP socket, not yet registered or bound. */
    ServerChannel newServerChannel();

    /** A new UDP socket, not yet registered or bound. */
    DatagramChannel newDatagramChannel();

    /** Nanoseconds from an arbitrary origin; never goes back. */
    long nanoTime();

    /** Milliseconds since 1970 (UTC). */
    long currentTimeMillis();
}
