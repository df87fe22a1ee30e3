package org.pleach.broker.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
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
    private final ImportedStreams imports;
    private final ServiceReplies replies;
    private List<ServiceImport> importedServices = List.of();
    private final AtomicInteger clients = new AtomicInteger();
    private volatile Mappings mappings;
    private volatile Limits limits = Limits.NONE;

    /**
     * @param loops    how many event loops there are
     * @param nested   hand on from account to account
     * @param importing guards what accounts import from one another
     * @param nanoTime the clock
     */
    SubjectSpace(String name, int loops, NestedPublishers nested, Object importing, LongSupplier nanoTime) {
        this.imports = new ImportedStreams(importing);
        this.replies = new ServiceReplies(this, nested, nanoTime);
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

    /** Takes what is imported, now and again. One thread at a time. */
    void configureImports(List<StreamImport> streams, List<ServiceImport> services) {
        services.stream().filter(each -> !importedServices.contains(each)).forEach(each -> subscribe(each.subscription()));
        importedServices.stream().filter(each -> !services.contains(each)).forEach(each -> unsubscribe(each.subscription()));
        importedServices = List.copyOf(services);
        imports.configure(streams, () -> {
            List<Subscription> there = new ArrayList<>();
            subscriptions.forEach((subject, queue, subscription) -> there.add(subscription));
            return there;
        });
    }

    /** Where answers to requests from other accounts come in. */
    ServiceReplies replies() {
        return replies;
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
    public void subscribe(Subscription subscription) {
        synchronized (this) {
            if (!subscriptions.insert(subscription.subject(), subscription.queue(), subscription)) {
                return;
            }
            interest.added(subscription);
        }
        if (imports.any()) {
            imports.added(subscription);
        }
    }

    @Override
    public boolean unsubscribe(Subscription subscription) {
        synchronized (this) {
            if (!subscriptions.remove(subscription.subject(), subscription.queue(), subscription)) {
                return false;
            }
            interest.removed(subscription);
        }
        if (imports.any()) {
            imports.removed(subscription);
        }
        return true;
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

    @Override
    public int clients() {
        return clients.get();
    }

    @Override
    public boolean isWanted(String subject) {
        byte[] literal = subject.getBytes(StandardCharsets.UTF_8);
        return !subscriptions.match(literal, 0, literal.length).isEmpty();
    }

    /** How many other nodes have subscribed to something that {@code subject} matches, queue groups aside. */
    public int nodesThatWant(String subject) {
        byte[] literal = subject.getBytes(StandardCharsets.UTF_8);
        Match<Subscription> match = subscriptions.match(literal, 0, literal.length);
        int nodes = 0;
        for (int i = 0; i < match.plainCount(); i++) {
            nodes += match.plain(i).remote() == null ? 0 : 1;
        }
        return nodes;
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
