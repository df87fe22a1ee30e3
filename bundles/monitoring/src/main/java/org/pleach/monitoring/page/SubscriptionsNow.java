package org.pleach.monitoring.page;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pleach.broker.Broker;
import org.pleach.broker.SubscriptionSnapshot;

/** Asks the event loops for subscriptions, and writes them as nats-server does. */
final class SubscriptionsNow {

    private static final int LONGEST_SECONDS = 5;

    private SubscriptionsNow() { }

    /** Those of one connection, or of all if it is 0, by connection and subject. */
    static List<SubscriptionSnapshot> of(Broker broker, long connection) throws IOException {
        try {
            return broker.subscriptions(connection).toCompletableFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS).stream()
                    .sorted(Comparator.comparingLong(SubscriptionSnapshot::connection)
                            .thenComparing(SubscriptionSnapshot::subject).thenComparing(SubscriptionSnapshot::sid)).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the event loops do not tell their subscriptions", e);
        }
    }

    static void write(SubscriptionSnapshot subscription, boolean withAccount, Json out) throws IOException {
        out.begin();
        if (withAccount) {
            out.field("account", subscription.account()).field("account_tag", subscription.account());
        }
        out.field("subject", subscription.subject()).fieldUnlessEmpty("qgroup", subscription.queue())
                .field("sid", subscription.sid()).field("msgs", subscription.delivered())
                .fieldUnlessZero("max", subscription.limit()).field("cid", subscription.connection()).end();
    }
}
