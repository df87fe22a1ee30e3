package org.pleach.broker.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.pleach.broker.Account;
import org.pleach.broker.AccountOptions;
import org.pleach.broker.AccountOptions.Limits;
import org.pleach.broker.InterestListener;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Subscription;
import org.pleach.broker.loop.Loop;
import org.pleach.routing.Match;
import org.pleach.routing.MatchCache;
import org.pleach.routing.Sublist;

/** An account: its subscriptions, who listens for changes, and a cache of matches for each event loop. */
public final class SubjectSpace implements Account {

    /** Subjects a loop remembers; the table starts small and grows to this as they come. */
    private static final int CACHED_SUBJECTS = 16 * 1024;

    private final String name;
    private final byte[] nameBytes;
    private final Sublist<Subscription> subscriptions = new Sublist<>();
    private final InterestTable interest = new InterestTable(this, subscriptions);
    private final AtomicReferenceArray<MatchCache<Subscription>> caches;
    private final AtomicInteger clients = new AtomicInteger();
    private volatile Mappings mappings;
    private volatile Limits limits = Limits.NONE;

    /**
     * @param loops how many event loops there are
     */
    SubjectSpace(String name, int loops) {
        this.name = name;
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
        this.caches = new AtomicReferenceArray<>(loops);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] nameBytes() {
        return nameBytes;
    }

    /** Takes what is configured, now and again. {@code cluster} is the cluster's name or null. */
    void configure(AccountOptions options, String cluster) {
        mappings = Mappings.of(options.mappings(), cluster);
        limits = options.limits();
    }

    /** What subjects become when a client publishes, or null if they stay as they are. */
    public Mappings mappings() {
        return mappings;
    }

    /** The bounds in force now. */
    public Limits limits() {
        return limits;
    }

    /** A client joins; false, and it does not, if there are as many as there may be. */
    public boolean join() {
        int most = limits.connections();
        if (clients.incrementAndGet() > most && most >= 0) {
            clients.decrementAndGet();
            return false;
        }
        return true;
    }

    /** A client that has joined leaves. */
    public void leave() {
        clients.decrementAndGet();
    }

    @Override
    public synchronized void subscribe(Subscription subscription) {
        if (subscriptions.insert(subscription.subject(), subscription.queue(), subscription)) {
            interest.added(subscription);
        }
    }

    @Override
    public synchronized boolean unsubscribe(Subscription subscription) {
        boolean there = subscriptions.remove(subscription.subject(), subscription.queue(), subscription);
        if (there) {
            interest.removed(subscription);
        }
        return there;
    }

    @Override
    public void unsubscribeAll(Collection<Subscription> all) {
        // One by one: a connection with a million subscriptions must not hold the lock against the others.
        all.forEach(this::unsubscribe);
    }

    @Override
    public int subscriptions() {
        return subscriptions.size();
    }

    synchronized void addListener(InterestListener listener) {
        interest.add(listener);
    }

    synchronized void removeListener(InterestListener listener) {
        interest.remove(listener);
    }

    /**
     * A subscription of {@code receiver} that a message to the reply subject would go to, or null. Takes no cache's room:
     * reply subjects hardly ever come twice.
     */
    public Subscription subscriptionOf(LocalReceiver receiver, byte[] names, int replyIndex, int replyLength) {
        Match<Subscription> match = subscriptions.match(names, replyIndex, replyLength);
        for (int i = 0; i < match.plainCount(); i++) {
            if (match.plain(i).local() == receiver) {
                return match.plain(i);
            }
        }
        for (int group = 0; group < match.queueCount(); group++) {
            for (int i = 0; i < match.queueSize(group); i++) {
                if (match.queueMember(group, i).local() == receiver) {
                    return match.queueMember(group, i);
                }
            }
        }
        return null;
    }

    /** The loop's own cache. On that loop only. */
    MatchCache<Subscription> cache(Loop loop) {
        MatchCache<Subscription> cache = caches.getPlain(loop.ordinal());
        if (cache == null) {
            cache = subscriptions.newCache(CACHED_SUBJECTS);
            caches.setPlain(loop.ordinal(), cache);
        }
        return cache;
    }

    @Override
    public String toString() {
        return name;
    }
}
