package org.pleach.broker;

/**
 * The event loop a delivery happens on. Opaque: receivers hand it on to their {@link Outbox}. Use it only during the call
 * it came with.
 */
public interface Turn {

    /**
     * Room to put a head line together in. The same array is handed to the next caller on this loop, so write, send, and
     * forget it.
     *
     * @param length bytes needed
     * @return an array of at least that length
     */
    byte[] scratch(int length);
}
