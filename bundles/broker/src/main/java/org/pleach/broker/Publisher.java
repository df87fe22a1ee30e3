package org.pleach.broker;

/**
 * A connection's way in. Belongs to the connection's event loop, as does its {@link Message}; use it there only.
 *
 * <p>If receivers are far behind, the publisher stops reading from its connection for a moment (nats-server stalls fast
 * producers likewise).
 */
public interface Publisher {

    /** The view to fill before {@link #publish}; always the same. */
    Message message();

    /**
     * Delivers {@link #message()} to who wants it: every plain subscription, and one member of every queue group, a local
     * one if there is any. From a route only local receivers and leafnodes get it.
     *
     * @return how many connections took it
     */
    int publish(Account account);

    /**
     * The same for a message that came from another node: of queue groups, only those in {@code groups} get it.
     *
     * @param groups valid during the call
     */
    int publish(Account account, QueueGroups groups);

    /** Forgets the connection: it will not be stalled any more. */
    void close();
}
