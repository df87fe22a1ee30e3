package org.pleach.monitoring.page;

import java.io.IOException;
import java.util.List;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;
import org.pleach.broker.ConnectionSnapshot;

/**
 * {@code /accstatz}: what the clients of each account that are connected now have sent and got. Takes nats-server's
 * {@code unused}, which shows accounts without clients too, and {@code accounts} with the names of those to show.
 */
public final class AccstatzPage implements Page {

    private final Broker broker;

    /** Shows the accounts of {@code broker}. */
    public AccstatzPage(Broker broker) {
        this.broker = broker;
    }

    @Override
    public int write(Query query, Json out) throws IOException, BadQueryException {
        boolean unused = query.flag("unused");
        List<ConnectionSnapshot> connections = broker.connections();
        List<String> wanted = query.texts("accounts");
        out.begin().field("server_id", broker.identity().id()).time("now", broker.network().currentTimeMillis())
                .beginArray("account_statz");
        for (Account account : broker.accounts()) {
            List<ConnectionSnapshot> own = connections.stream()
                    .filter(each -> account.name().equals(each.account())).toList();
            if (wanted.isEmpty() ? unused || !own.isEmpty() : wanted.contains(account.name())) {
                out.begin();
                write(account, own, out);
                out.end();
            }
        }
        out.endArray().end();
        return 200;
    }

    /**
     * The fields of one account.
     *
     * @param own the clients in it
     */
    public static void write(Account account, List<ConnectionSnapshot> own, Json out) throws IOException {
        out.field("acc", account.name()).field("name", account.name()).field("conns", own.size())
                .field("leafnodes", 0).field("total_conns", own.size())
                .field("num_subscriptions", account.subscriptions());
        traffic("sent", own.stream().mapToLong(ConnectionSnapshot::outMessages).sum(),
                own.stream().mapToLong(ConnectionSnapshot::outBytes).sum(), out);
        traffic("received", own.stream().mapToLong(ConnectionSnapshot::inMessages).sum(),
                own.stream().mapToLong(ConnectionSnapshot::inBytes).sum(), out);
        out.field("slow_consumers", 0);
    }

    private static void traffic(String name, long messages, long bytes, Json out) throws IOException {
        out.begin(name).field("msgs", messages).field("bytes", bytes);
        for (String kind : List.of("gateways", "routes", "leafs")) {
            out.begin(kind).field("msgs", 0).field("bytes", 0).end();
        }
        out.end();
    }
}
