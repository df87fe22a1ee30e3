package org.pleach.monitoring.page;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pleach.broker.Broker;
import org.pleach.broker.ConnectionSnapshot;

/**
 * {@code /connz}: the client connections. Takes nats-server's {@code sort}, {@code offset}, {@code limit}, {@code cid},
 * {@code state}, {@code auth}, {@code user} and {@code acc}; closed connections are not kept, so there are never any.
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

    @Override
    public int write(Query query, Json out) throws IOException, BadQueryException {
        boolean auth = query.flag("auth");
        int offset = query.number("offset", 0, Integer.MAX_VALUE);
        int wanted = query.number("limit", 0, MAX_LIMIT);
        long cid = query.number("cid");
        int limit = cid > 0 ? 1 : wanted == 0 ? DEFAULT_LIMIT : wanted;
        boolean closedOnly = isClosedOnly(query.text("state"));
        Comparator<ConnectionSnapshot> order = order(query.text("sort"), closedOnly);
        List<ConnectionSnapshot> matching = closedOnly ? List.of()
                : matching(query, cid).sorted(order).toList();
        long now = broker.network().currentTimeMillis();
        List<ConnectionSnapshot> shown = matching.subList(Math.min(offset, matching.size()),
                (int) Math.min(matching.size(), (long) offset + limit));
        out.begin().field("server_id", broker.identity().id()).time("now", now)
                .field("num_connections", shown.size()).field("total", matching.size())
                .field("offset", offset).field("limit", limit)
                .beginArray("connections");
        for (ConnectionSnapshot connection : shown) {
            write(connection, auth, now, out);
        }
        out.endArray().end();
        return 200;
    }

    private Stream<ConnectionSnapshot> matching(Query query, long cid) {
        String user = query.text("user");
        String account = query.text("acc");
        return broker.connections().stream()
                .filter(connection -> cid <= 0 || connection.id() == cid)
                .filter(connection -> user.isEmpty() || user.equals(connection.user()))
                .filter(connection -> account.isEmpty() || account.equals(connection.account()));
    }

    private static void write(ConnectionSnapshot connection, boolean auth, long now, Json out) throws IOException {
        out.begin().field("cid", connection.id()).field("kind", "Client").field("type", "nats");
        Peer.write(connection.remote(), connection.transport(), out);
        out.time("start", connection.startMillis()).time("last_activity", connection.lastActivityMillis())
                .field("rtt", GoTime.duration(connection.rttNanos()))
                .field("uptime", GoTime.uptime(now - connection.startMillis()))
                .field("idle", GoTime.uptime(now - connection.lastActivityMillis()))
                .field("pending_bytes", connection.pendingBytes())
                .field("in_msgs", connection.inMessages()).field("out_msgs", connection.outMessages())
                .field("in_bytes", connection.inBytes()).field("out_bytes", connection.outBytes())
                .field("subscriptions", connection.subscriptions())
                .fieldUnlessEmpty("name", connection.name()).fieldUnlessEmpty("lang", connection.lang())
                .fieldUnlessEmpty("version", connection.version());
        if (auth) {
            out.fieldUnlessEmpty("authorized_user", connection.user())
                    .fieldUnlessEmpty("account", connection.account());
        }
        out.end();
    }

    private static boolean isClosedOnly(String state) throws BadQueryException {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "", "open", "any", "all" -> false;
            case "closed" -> true;
            default -> throw new BadQueryException("Error decoding state for " + BadQueryException.shown(state)
                    + ": expected open, closed, any or all");
        };
    }

    private static Comparator<ConnectionSnapshot> order(String sort, boolean closedOnly) throws BadQueryException {
        Comparator<ConnectionSnapshot> oldestFirst = Comparator.comparingLong(ConnectionSnapshot::id);
        return switch (sort) {
            case "", "cid" -> oldestFirst;
            case "start" -> Comparator.comparingLong(ConnectionSnapshot::startMillis).thenComparing(oldestFirst);
            case "idle" -> Comparator.comparingLong(ConnectionSnapshot::lastActivityMillis);
            case "uptime" -> oldestFirst;
            case "last" -> greatestFirst(Comparator.comparingLong(ConnectionSnapshot::lastActivityMillis));
            case "subs" -> greatestFirst(Comparator.comparingLong(ConnectionSnapshot::subscriptions));
            case "pending" -> greatestFirst(Comparator.comparingLong(ConnectionSnapshot::pendingBytes));
            case "msgs_to" -> greatestFirst(Comparator.comparingLong(ConnectionSnapshot::outMessages));
            case "msgs_from" -> greatestFirst(Comparator.comparingLong(ConnectionSnapshot::inMessages));
            case "bytes_to" -> greatestFirst(Comparator.comparingLong(ConnectionSnapshot::outBytes));
            case "bytes_from" -> greatestFirst(Comparator.comparingLong(ConnectionSnapshot::inBytes));
            case "rtt" -> greatestFirst(Comparator.comparingLong(ConnectionSnapshot::rttNanos));
            case "stop", "reason" -> {
                if (closedOnly) {
                    yield oldestFirst;
                }
                throw new BadQueryException("sort by " + sort + " only valid on closed connections");
            }
            default -> throw new BadQueryException("invalid sorting option: " + BadQueryException.shown(sort));
        };
    }

    private static Comparator<ConnectionSnapshot> greatestFirst(Comparator<ConnectionSnapshot> order) {
        return order.reversed();
    }
}
