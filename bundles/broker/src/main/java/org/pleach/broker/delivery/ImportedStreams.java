package org.pleach.broker.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pleach.broker.Receiver;
import org.pleach.broker.Subscription;

/**
 * The streams an account imports, and the subscriptions in other accounts that serve its own. Accounts may import from one
 * another, so all of them share one lock, which is taken while no account's own lock is held. Any thread.
 */
final class ImportedStreams {

    private record Served(SubjectSpace from, Subscription shadow) { }

    private final Object lock;
    private final Map<Subscription, List<Served>> shadows = new HashMap<>();
    private volatile List<StreamImport> streams = List.of();

    /** @param lock that of all accounts */
    ImportedStreams(Object lock) {
        this.lock = lock;
    }

    /** Whether anything is imported. */
    boolean any() {
        return !streams.isEmpty();
    }

    void configure(List<StreamImport> changed, Supplier<List<Subscription>> subscriptions) {
        synchronized (lock) {
            if (changed.equals(streams)) {
                return;
            }
            List<List<Served>> before = List.copyOf(shadows.values());
            shadows.clear();
            streams = List.copyOf(changed);
            if (any()) {
                subscriptions.get().forEach(this::added);
            }
            // After the new ones are there: what is imported before and after is not missed. It may come twice meanwhile.
            before.forEach(ImportedStreams::remove);
        }
    }

    void added(Subscription subscription) {
        if (subscription.local() == null || subscription.receiver().kind() == Receiver.Kind.IMPORT
                || StreamImport.isShadow(subscription)) {
            return;
        }
        synchronized (lock) {
            if (shadows.containsKey(subscription)) {
                return;
            }
            List<Served> served = new ArrayList<>();
            for (StreamImport each : streams) {
                Subscription shadow = each.shadow(subscription);
                if (shadow != null) {
                    served.add(new Served(each.from(), shadow));
                    each.from().subscribe(shadow);
                }
            }
            if (!served.isEmpty()) {
                shadows.put(subscription, served);
            }
        }
    }

    void removed(Subscription subscription) {
        synchronized (lock) {
            List<Served> served = shadows.remove(subscription);
            if (served != null) {
                remove(served);
            }
        }
    }

    private static void remove(List<Served> served) {
        served.forEach(each -> each.from().unsubscribe(each.shadow()));
    }
}
