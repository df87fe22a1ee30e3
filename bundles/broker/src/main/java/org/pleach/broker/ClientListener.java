package org.pleach.broker;

/**
 * Hears of clients that come and go. Called on the client's event loop: must not block. Of one client, {@link #closed} comes
 * last, and also if it was never let in.
 */
public interface ClientListener {

    /** A client was let in: its CONNECT was good. */
    void connected(ConnectionSnapshot client);

    /** A client connection is no more. */
    void closed(ClosedConnection client);
}
