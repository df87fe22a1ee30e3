package org.pleach.monitoring.page;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pleach.broker.Broker;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.broker.SubscriptionSnapshot;

/**
 * {@code /connz}: the client connections, those that are there and those closed last. Takes nats-server's {@code sort},
 * {@code offset}, {@code limit}, {@code cid}, {@code state}, {@code auth}, {@code user}, {@code acc}, {@code subs} and
 * {@code filter_subject}.
 */
public final class ConnzPage implements Page {

    /** Most connections in an answer, so that it stays small enough to be held in memory. */
    static final int MAX_LIMIT = 4096;

    private static final int DEFAULT_LIMIT = 1024;

    private final Broker broker;

    /** Shows the connections of {@code broker}. */
    public ConnzPage(Broker broker) {
        this.broker = broker;
    }

    private enum State { OPEN, CLOSED, ALL }

    private record Details(boolean auth, boolean list, boolean full, Map<Long, List<SubscriptionSnapshot>> subscriptions) { }

    @Override
    public int write(Query query, Json out) throws IOException, BadQueryException {
        boolean auth = query.flag("auth");
        boolean full = query.text("subs").equalsIgnoreCase("detail");
        boolean list = !full && query.flag("subs");
        int offset = query.number("offset", 0, Integer.MAX_VALUE);
        int wanted = query.number("limit", 0, MAX_LIMIT);
        long cid = query.number("cid");
        int limit = cid > 0 ? 1 : wanted == 0 ? DEFAULT_LIMIT : wanted;
        State state = state(query.text("state"));
        String filter = query.text("filter_subject");
        if (!filter.isEmpty() && query.text("acc").isEmpty()) {
            throw new BadQueryException("filter by subject only valid with account filtering");
        }
        Details details = new Details(auth, list, full, list || full || !filter.isEmpty()
                ? SubscriptionsNow.of(broker, cid).stream()
                        .collect(Collectors.groupingBy(SubscriptionSnapshot::connection)) : Map.of());
        List<ShownConnection> matching = all(state).filter(each -> matches(each.now(), query, cid))
                .filter(each -> filter.isEmpty() || subscribes(each.now(), filter, details))
                .sorted(ConnzOrder.of(query.text("sort"), state == State.CLOSED)).toList();
        long now = broker.network().currentTimeMillis();
        List<ShownConnection> shown = matching.subList(Math.min(offset, matching.size()),
                (int) Math.min(matching.size(), (long) offset + limit));
        out.begin().field("server_id", broker.identity().id()).time("now", now)
                .field("num_connections", shown.size()).field("total", matching.size())
                .field("offset", offset).field("limit", limit)
                .beginArray("connections");
        for (ShownConnection connection : shown) {
            write(connection, details, now, out);
        }
        out.endArray().end();
        return 200;
    }

    private Stream<ShownConnection> all(State state) {
        Stream<ShownConnection> open = state == State.CLOSED ? Stream.empty()
                : broker.connections().stream().map(each -> new ShownConnection(each, null));
        Stream<ShownConnection> closed = state == State.OPEN ? Stream.empty()
                : broker.closedConnections().stream().map(each -> new ShownConnection(each.last(), each));
        return Stream.concat(open, closed);
    }

    private static boolean matches(ConnectionSnapshot connection, Query query, long cid) {
        String user = query.text("user");
        String account = query.text("acc");
        return (cid <= 0 || connection.id() == cid) && (user.isEmpty() || user.equals(connection.user()))
                && (account.isEmpty() || account.equals(connection.account()));
    }

    private static boolean subscribes(ConnectionSnapshot connection, String filter, Details details) {
        return details.subscriptions().getOrDefault(connection.id(), List.of()).stream()
                .anyMatch(each -> Subjects.overlap(filter, each.subject()));
    }

    private static void write(ShownConnection shown, Details details, long now, Json out) throws IOException {
        ConnectionSnapshot connection = shown.now();
        long until = shown.closed() == null ? now : shown.closed().stopMillis();
        out.begin().field("cid", connection.id()).field("kind", "Client")
                .field("type", "websocket".equals(connection.transport()) ? "websocket" : "nats");
        Peer.write(connection.remote(), connection.transport(), out);
        out.time("start", connection.startMillis()).time("last_activity", connection.lastActivityMillis());
        if (shown.closed() != null) {
            out.time("stop", until).field("reason", shown.closed().reason());
        }
        out.field("rtt", GoTime.duration(connection.rttNanos()))
                .field("uptime", GoTime.uptime(until - connection.startMillis()))
                .field("idle", GoTime.uptime(until - connection.lastActivityMillis()))
                .field("pending_bytes", connection.pendingBytes())
                .field("in_msgs", connection.inMessages()).field("out_msgs", connection.outMessages())
                .field("in_bytes", connection.inBytes()).field("out_bytes", connection.outBytes())
                .field("subscriptions", connection.subscriptions())
                .fieldUnlessEmpty("name", connection.name()).fieldUnlessEmpty("lang", connection.lang())
                .fieldUnlessEmpty("version", connection.version())
                .fieldUnlessEmpty("tls_version", connection.tlsVersion())
                .fieldUnlessEmpty("tls_cipher_suite", connection.tlsCipherSuite());
        if (details.auth()) {
            out.fieldUnlessEmpty("authorized_user", connection.user())
                    .fieldUnlessEmpty("account", connection.account());
        }
        subscriptions(details.subscriptions().getOrDefault(connection.id(), List.of()), details, out);
        if (details.auth()) {
            out.fieldUnlessEmpty("name_tag", connection.account());
        }
        out.end();
    }

    private static void subscriptions(List<SubscriptionSnapshot> all, Details details, Json out) throws IOException {
        if (details.list()) {
            out.listUnlessEmpty("subscriptions_list", all.stream().map(SubscriptionSnapshot::subject).toList());
        } else if (details.full() && !all.isEmpty()) {
            out.beginArray("subscriptions_list_detail");
            for (SubscriptionSnapshot each : all) {
                SubscriptionsNow.write(each, false, out);
            }
            out.endArray();
        }
    }

    private static State state(String state) throws BadQueryException {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "", "open" -> State.OPEN;
            case "any", "all" -> State.ALL;
            case "closed" -> State.CLOSED;
            default -> throw new BadQueryException("Error decoding state for " + BadQueryException.shown(state)
                    + ": expected open, closed, any or all");
        };
    }
}
