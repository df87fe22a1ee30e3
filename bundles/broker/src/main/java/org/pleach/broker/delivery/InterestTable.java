package org.pleach.broker.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pleach.broker.Account;
import org.pleach.broker.InterestListener;
import org.pleach.broker.Receiver;
import org.pleach.broker.Subscription;
import org.pleach.routing.Sublist;

/**
 * How many subscriptions other than those of routes there are for each subject and queue group, for as long as somebody
 * listens. Guarded by its account's lock.
 */
final class InterestTable {

    private final Account account;
    private final Sublist<Subscription> subscriptions;
    private final List<InterestListener> listeners = new ArrayList<>();
    private Map<InterestKey, Integer> counts = Map.of();

    InterestTable(Account account, Sublist<Subscription> subscriptions) {
        this.account = account;
        this.subscriptions = subscriptions;
    }

    void add(InterestListener listener) {
        if (listeners.isEmpty()) {
            countAll();
        }
        listeners.add(listener);
        counts.forEach((key, count) -> listener.changed(account, key.subject(), key.queue(), 0, count));
    }

    void remove(InterestListener listener) {
        listeners.remove(listener);
        if (listeners.isEmpty()) {
            counts = Map.of();
        }
    }

    private void countAll() {
        counts = new HashMap<>();
        subscriptions.forEach((subject, queue, subscription) -> {
            if (counts(subscription)) {
                counts.merge(new InterestKey(subject, queue), 1, Integer::sum);
            }
        });
    }

    private static boolean counts(Subscription subscription) {
        Receiver.Kind kind = subscription.receiver().kind();
        return kind != Receiver.Kind.ROUTE && kind != Receiver.Kind.IMPORT;
    }

    void added(Subscription subscription) {
        changed(subscription, 1);
    }

    void removed(Subscription subscription) {
        changed(subscription, -1);
    }

    private void changed(Subscription subscription, int by) {
        if (listeners.isEmpty() || !counts(subscription)) {
            return;
        }
        InterestKey key = new InterestKey(subscription.subject(), subscription.queue());
        int before = counts.getOrDefault(key, 0);
        int now = before + by;
        if (now == 0) {
            counts.remove(key);
        } else {
            counts.put(key, now);
        }
        for (InterestListener listener : listeners) {
            listener.changed(account, key.subject(), key.queue(), before, now);
        }
    }
}
