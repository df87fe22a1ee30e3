package org.pleach.monitoring.page;

import java.io.IOException;
import java.util.List;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;
import org.pleach.broker.SubscriptionSnapshot;

/**
 * {@code /subsz} and {@code /subscriptionsz}: how many subscriptions there are, of all accounts or of that given by
 * {@code acc}; with {@code subs} those of clients one by one, with {@code test} those that a subject finds. Takes nats-server's
 * {@code offset} and {@code limit}. The caches' figures are not known: they are zero.
 */
public final class SubszPage implements Page {

    private static final int DEFAULT_LIMIT = 1024;
    private static final int MAX_LIMIT = 65536;

    private final Broker broker;

    /** Shows the subscriptions of {@code broker}. */
    public SubszPage(Broker broker) {
        this.broker = broker;
    }

    @Override
    public int write(Query query, Json out) throws IOException, BadQueryException {
        boolean listed = query.flag("subs");
        int offset = query.number("offset", 0, Integer.MAX_VALUE);
        int asked = query.number("limit", 0, MAX_LIMIT);
        int limit = asked == 0 ? DEFAULT_LIMIT : asked;
        String account = query.text("acc");
        String test = query.text("test");
        long count = broker.accounts().stream().filter(each -> account.isEmpty() || each.name().equals(account))
                .mapToLong(Account::subscriptions).sum();
        List<SubscriptionSnapshot> matching = !listed && test.isEmpty() ? List.of()
                : SubscriptionsNow.of(broker, 0).stream()
                        .filter(each -> account.isEmpty() || account.equals(each.account()))
                        .filter(each -> test.isEmpty() || Subjects.overlap(test, each.subject())).toList();
        out.begin().field("server_id", broker.identity().id())
                .time("now", broker.network().currentTimeMillis())
                .field("num_subscriptions", count).field("num_cache", 0).field("num_inserts", 0)
                .field("num_removes", 0).field("num_matches", 0).field("cache_hit_rate", 0).field("max_fanout", 0)
                .field("avg_fanout", 0)
                .field("total", matching.size()).field("offset", offset).field("limit", limit);
        if (!matching.isEmpty()) {
            out.beginArray("subscriptions_list");
            for (SubscriptionSnapshot each : matching.subList(Math.min(offset, matching.size()),
                    (int) Math.min(matching.size(), (long) offset + limit))) {
                SubscriptionsNow.write(each, true, out);
            }
            out.endArray();
        }
        out.end();
        return 200;
    }
}
