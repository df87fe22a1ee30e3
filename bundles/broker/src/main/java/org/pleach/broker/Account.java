package org.pleach.broker;

import java.util.Collection;

/**
 * A space of subjects of its own: connections of one account do not see messages of another. Safe to use from any thread.
 */
public interface Account {

    /** The name of the account everybody is in unless configured otherwise. */
    String GLOBAL = "$G";

    /** The name of the account for the servers themselves unless configured otherwise. */
    String SYSTEM = "$SYS";

    /** The name; {@code $G} for the global one. */
    String name();

    /** The name's bytes, as they stand in RMSG. Not to be changed. */
    byte[] nameBytes();

    /**
     * Adds interest. When this returns, a message published by anybody is seen by it, and every {@link InterestListener}
     * knows.
     *
     * @throws IllegalArgumentException if the subject is not a valid subscription subject
     */
    void subscribe(Subscription subscription);

    /**
     * Removes interest.
     *
     * @return false if it was not there
     */
    boolean unsubscribe(Subscription subscription);

    /** Removes what is there of {@code subscriptions}: for a connection that ends. */
    void unsubscribeAll(Collection<Subscription> subscriptions);

    /** Subscriptions of all kinds there are now. */
    int subscriptions();

    /** Clients that are in it now. */
    default int clients() {
        return 0;
    }

    /** Whether anybody, here or at another node, has subscribed to something that {@code subject} matches. */
    default boolean isWanted(String subject) {
        return true;
    }
}
