package org.pleach.broker.session;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.pleach.broker.ClientListener;
import org.pleach.broker.ClosedConnection;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.broker.SubscriptionSnapshot;
import org.pleach.broker.claims.AccountClaims;

/** The client connections there are. Safe to use from any thread. */
public final class Clients {

    private final ConcurrentMap<Long, ClientSession> byId = new ConcurrentHashMap<>();
    private final ClosedClients closed = new ClosedClients();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong ids = new AtomicLong();
    private final List<ClientListener> listeners = new CopyOnWriteArrayList<>();

    /** A number for a new connection of any kind. */
    public long nextId() {
        return ids.incrementAndGet();
    }

    /** How many there are. */
    public int count() {
        return count.get();
    }

    /**
     * Adds a connection.
     *
     * @param most how many there may be; 0 or less for no limit
     * @return false if there are as many already
     */
    boolean add(ClientSession session, int most) {
        if (count.incrementAndGet() > most && most > 0) {
            count.decrementAndGet();
            return false;
        }
        byId.put(session.id(), session);
        return true;
    }

    void remove(ClientSession session, CloseReason reason, int mostRemembered) {
        if (byId.remove(session.id(), session)) {
            count.decrementAndGet();
            if (mostRemembered > 0 || !listeners.isEmpty()) {
                ClosedConnection last = new ClosedConnection(session.snapshot(), session.currentTimeMillis(),
                        reason.toString());
                closed.add(last, mostRemembered);
                listeners.forEach(listener -> listener.closed(last));
            }
        }
    }

    /** A client was let in. Its event loop. */
    void letIn(ClientSession session) {
        if (!listeners.isEmpty()) {
            ConnectionSnapshot now = session.snapshot();
            listeners.forEach(listener -> listener.connected(now));
        }
    }

    /** See {@link org.pleach.broker.Broker#addClientListener}. */
    public void addListener(ClientListener listener) {
        listeners.add(listener);
    }

    /** See {@link org.pleach.broker.Broker#removeClientListener}. */
    public void removeListener(ClientListener listener) {
        listeners.remove(listener);
    }

    /** The last ones that were closed, the latest last. */
    public List<ClosedConnection> closed() {
        return closed.all();
    }

    /** Those there are, in no order. */
    public List<Runnable> leavings() {
        return byId.values().stream().<Runnable>map(session -> session::leave).toList();
    }

    /** The subscriptions of one, or of all if {@code id} is 0. */
    public CompletableFuture<List<SubscriptionSnapshot>> subscriptions(long id) {
        List<CompletableFuture<List<SubscriptionSnapshot>>> asked = byId.values().stream()
                .filter(session -> id == 0 || session.id() == id).map(ClientSession::listSubscriptions).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenApply(done ->
                asked.stream().map(CompletableFuture::join).flatMap(List::stream).toList());
    }

    /** What there is to say about each. */
    public List<ConnectionSnapshot> snapshots() {
        return byId.values().stream().map(ClientSession::snapshot).toList();
    }

    /** Tells those that take it that something in INFO has changed. */
    public void announceInfo() {
        byId.values().forEach(ClientSession::infoChanged);
    }

    /** Asks anew who those are for whom the configuration has changed. */
    public void reauthorize(Authorization before, Authorization now) {
        if (!before.equals(now)) {
            byId.values().forEach(session -> session.reauthorize(before, now));
        }
    }

    /** Tells those of an account that it has other claims; those that came last go if there are too many. */
    public void accountChanged(AccountClaims before, AccountClaims now) {
        int most = now.limits().connections();
        List<ClientSession> members = membersOf(now.head().subject());
        for (int i = 0; i < members.size(); i++) {
            members.get(i).accountChanged(before, now, most >= 0 && i >= most);
        }
    }

    /** Closes those of an account that may not be used any more. */
    public void accountExpired(String account) {
        membersOf(account).forEach(each -> each.execute(() -> each.expire("Account Authentication Expired")));
    }

    private List<ClientSession> membersOf(String account) {
        return byId.values().stream().filter(each -> each.protocol() != null
                && each.protocol().account().name().equals(account)).sorted(Comparator.comparingLong(ClientSession::id)).toList();
    }

    /** Closes them all. Completes when they are closed. */
    public CompletableFuture<Void> shutDown() {
        return CompletableFuture.allOf(byId.values().stream().map(ClientSession::shutDown)
                .toArray(CompletableFuture[]::new));
    }
}
