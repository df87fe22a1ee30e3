package org.pleach.broker;

/** A receiver with subscriptions of its own in this process: a client connection, or code. */
public non-sealed interface LocalReceiver extends Receiver {

    /**
     * Takes a message for one of its subscriptions. Called on the publisher's event loop; must not block.
     *
     * @param turn         to hand on to the outbox
     * @param message      valid until this returns
     * @param subscription one of this receiver's
     * @return false if the message could not be taken (closed, slow); then another member of a queue group is tried
     */
    boolean deliver(Turn turn, Message message, Subscription subscription);
}
