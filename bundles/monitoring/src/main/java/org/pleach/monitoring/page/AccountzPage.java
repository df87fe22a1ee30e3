package org.pleach.monitoring.page;

import java.io.IOException;
import java.util.Optional;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;

/** {@code /accountz}: the accounts, or with {@code acc} one of them. Takes nats-server's parameter. */
public final class AccountzPage implements Page {

    private final Broker broker;

    /** Shows the accounts of {@code broker}. */
    public AccountzPage(Broker broker) {
        this.broker = broker;
    }

    @Override
    public int write(Query query, Json out) throws IOException, BadQueryException {
        String name = query.text("acc");
        Optional<? extends Account> account = named(name);
        if (!name.isEmpty() && account.isEmpty()) {
            throw absent(name);
        }
        out.begin().field("server_id", broker.identity().id()).time("now", broker.network().currentTimeMillis())
                .field("system_account", broker.options().systemAccount());
        if (account.isEmpty()) {
            out.list("accounts", broker.accounts().stream().map(Account::name).sorted().toList());
        } else {
            detail(account.get(), out.name("account_detail"));
        }
        out.end();
        return 200;
    }

    /** {@code acc} alone, as an object. */
    public int info(Query query, Json out) throws IOException, BadQueryException {
        detail(named(query.text("acc")).orElseThrow(() -> absent(query.text("acc"))), out);
        return 200;
    }

    private Optional<? extends Account> named(String name) {
        return broker.accounts().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static BadQueryException absent(String name) {
        return new BadQueryException("account " + BadQueryException.shown(name) + " does not exist");
    }

    private void detail(Account account, Json out) throws IOException {
        long clients = broker.connections().stream().filter(each -> account.name().equals(each.account())).count();
        out.begin().field("account_name", account.name())
                .time("update_time", broker.identity().startMillis()).field("expired", false).field("complete", true)
                .field("jetstream_enabled", false).field("leafnode_connections", 0)
                .field("client_connections", clients).field("subscriptions", account.subscriptions())
                .field("name_tag", account.name())
                .begin("sublist_stats").field("num_subscriptions", account.subscriptions()).end()
                .end();
    }
}
