package org.pleach.broker;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.counters.Counters;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Network;
import org.pleach.transport.Transport;

/**
 * A running server. An OSGi service, registered when the server is ready; as a plain library it is made by
 * {@code org.pleach.broker.server.BrokerServer}. Safe to use from any thread.
 */
public interface Broker {

    /** Who it is. */
    ServerIdentity identity();

    /** What it was configured with; replaced as a whole by a reload. */
    BrokerOptions options();

    /** The threads and sockets it runs on. */
    Network network();

    /** The account everybody is in unless configured otherwise. */
    Account globalAccount();

    /** The account of that name, made if it is not there. */
    Account account(String name);

    /** All accounts. */
    Collection<Account> accounts();

    /**
     * Adds a listener for the interest of all accounts, those made later included. See there for what it gets, and when.
     */
    void addInterestListener(InterestListener listener);

    /** Removes it: no call begins after this returns. */
    void removeInterestListener(InterestListener listener);

    /**
     * Makes the way out of a connection to another node. Publishers wait as long as it is far behind, so that nothing is
     * lost unless it takes nothing for the write deadline. Adds a handler of its own to the channel's pipeline and closes with the channel.
     * Call it on the channel's event loop.
     */
    Outbox openOutbox(Channel channel, OutboxOwner owner);

    /**
     * The same with a bound of its own in place of {@code max_pending}.
     *
     * @param maxPending bytes that may wait
     * @param holds      whether publishers wait as long as it is far behind; else for a moment only, so that it may overflow
     */
    Outbox openOutbox(Channel channel, OutboxOwner owner, long maxPending, boolean holds);

    /**
     * Makes the way in of a connection. Call it on the channel's event loop.
     *
     * @param origin decides the delivery rules: what comes from a route goes to local receivers only, and nothing goes back
     *               to a route or leafnode it came from
     * @param echo   whether a client gets what it publishes itself
     */
    Publisher openPublisher(Channel channel, Receiver origin, boolean echo);

    /**
     * Publishes what the server itself has to say, to local receivers and other nodes. Returns at once; what one thread
     * publishes arrives in that order. Holds up nobody: a receiver that is too far behind is closed as a slow consumer.
     *
     * @param payload not to be changed any more
     */
    default void publish(Account account, String subject, byte[] payload) {
        throw new UnsupportedOperationException();
    }

    /** Adds a listener for clients that come and go from now on. */
    default void addClientListener(ClientListener listener) { }

    /** Removes it. */
    default void removeClientListener(ClientListener listener) { }

    /** A number for a new connection of any kind: {@code cid}, {@code rid}. Starts at 1, never repeats. */
    long nextConnectionId();

    /**
     * Listens on every transport that serves the endpoint, now and whenever another comes. Logs
     * {@code Listening for route connections on HOST:PORT} (the word follows the purpose) for every port that opens;
     * for routes over SCION without "on", as the Go fork does.
     *
     * @param handler as {@link Transport.ListenRequest#handler()}: {@code @Sharable}, added to each accepted channel
     */
    Listening listen(Transport.Purpose purpose, Endpoint endpoint, ChannelHandler handler);

    /**
     * Lets the server wait for something that is being opened, a port of its own for instance, before it says that it is
     * ready. Ports of {@link #listen} are waited for without. Whoever is started by the presence of this broker is in
     * time; later, and when the stage fails or takes long, nothing is held back.
     */
    void holdReady(CompletionStage<?> opening);

    /**
     * Connects through the best transport that can. Fails with {@link java.net.ConnectException} if none can.
     */
    CompletionStage<Channel> connect(Transport.ConnectRequest request);

    /** The ports open for clients now. */
    Listening clientListening();

    /** Tells clients the cluster's name in INFO; null for none. */
    void clusterName(String name);

    /**
     * Sets the addresses ({@code host:port}) at which {@code server} takes clients. They are told to clients as
     * {@code connect_urls} in INFO: to those connected and to those to come.
     *
     * @param server who they belong to, another server's id; its earlier list is replaced
     * @param urls   empty to forget the server
     */
    void advertise(String server, List<String> urls);

    /** The addresses ({@code host:port}) at which this server takes clients: for the INFO of routes. */
    List<String> clientUrls();

    /** Client connections there are now, a moment old. */
    List<ConnectionSnapshot> connections();

    /** The client connections closed last, at most {@code max_closed_clients}, the latest last. */
    default List<ClosedConnection> closedConnections() {
        return List.of();
    }

    /**
     * Subscriptions of clients now, in no order.
     *
     * @param connection the {@code cid} of one client, or 0 for all
     */
    default CompletionStage<List<SubscriptionSnapshot>> subscriptions(long connection) {
        return CompletableFuture.completedFuture(List.of());
    }

    /** Sums over all connections since the start, a moment old. */
    BrokerTotals totals();

    /** What was refused, dropped, retried. */
    Counters<BrokerCounter> counters();
}
