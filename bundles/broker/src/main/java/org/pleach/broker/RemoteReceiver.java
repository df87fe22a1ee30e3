package org.pleach.broker;

/** Another node, reached over one connection: a route or a leafnode. */
public non-sealed interface RemoteReceiver extends Receiver {

    /**
     * Takes a message for the node. Called on the publisher's event loop, at most once per message; must not block.
     *
     * @param turn    to hand on to the outbox
     * @param account the account it was published in
     * @param message valid until this returns
     * @param groups  the queue groups whose member is to be chosen at that node; empty if only plain subscriptions there
     *                want it; valid until this returns
     * @return false if the message could not be taken (closed, slow)
     */
    boolean deliver(Turn turn, Account account, Message message, QueueGroups groups);
}
