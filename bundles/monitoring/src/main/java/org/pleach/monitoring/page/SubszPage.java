package org.pleach.monitoring.page;

import java.io.IOException;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;

/**
 * {@code /subsz} and {@code /subscriptionsz}: how many subscriptions there are, of all accounts or of that given by
 * {@code acc}. The subscriptions themselves and the caches' figures are not shown: they are zero or empty.
 */
public final class SubszPage implements Page {

    private static final int DEFAULT_LIMIT = 1024;

    private final Broker broker;

    /** Shows the subscriptions of {@code broker}. */
    public SubszPage(Broker broker) {
        this.broker = broker;
    }

    @Override
    public int write(Query query, Json out) throws IOException, BadQueryException {
        query.flag("subs");
        int offset = query.number("offset", 0, Integer.MAX_VALUE);
        int limit = query.number("limit", 0, Integer.MAX_VALUE);
        String account = query.text("acc");
        long count = broker.accounts().stream().filter(each -> account.isEmpty() || each.name().equals(account))
                .mapToLong(Account::subscriptions).sum();
        out.begin().field("server_id", broker.identity().id())
                .time("now", broker.network().currentTimeMillis())
                .field("num_subscriptions", count).field("num_cache", 0).field("num_inserts", 0)
                .field("num_removes", 0).field("num_matches", 0).field("cache_hit_rate", 0).field("max_fanout", 0)
                .field("avg_fanout", 0)
                .field("total", 0).field("offset", offset).field("limit", limit == 0 ? DEFAULT_LIMIT : limit)
                .end();
        return 200;
    }
}
