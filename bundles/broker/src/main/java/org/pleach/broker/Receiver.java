package org.pleach.broker;

/**
 * Whoever gets messages. There are two families: a {@link LocalReceiver} is called once for every matching subscription, a
 * {@link RemoteReceiver}, which stands for another node, once for every message.
 *
 * <p>Delivery comes from the event loop of any publisher, so from several at once: a receiver keeps no state per message and
 * hands on to its {@link Outbox}, which takes care of loops.
 */
public sealed interface Receiver permits LocalReceiver, RemoteReceiver {

    /** Decides the delivery rules. */
    Kind kind();

    /** Kinds of receivers and publishers. */
    enum Kind {
        /** A client connection. */
        CLIENT,
        /** Another server of the cluster: gets what local connections publish, never what came from a route. */
        ROUTE,
        /** A leafnode: gets everything it is interested in except its own. */
        LEAFNODE,
        /** Inside this process. */
        INTERNAL,
        /** A service that an account imports: every server does it by itself, so other nodes neither learn of it nor use it. */
        IMPORT
    }
}
