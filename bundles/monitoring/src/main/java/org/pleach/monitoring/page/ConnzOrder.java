package org.pleach.monitoring.page;

import java.util.Comparator;

/** nats-server's {@code sort} of {@code /connz}. */
final class ConnzOrder {

    private static final Comparator<ShownConnection> OLDEST_FIRST = Comparator.comparingLong(each -> each.now().id());

    private ConnzOrder() { }

    static Comparator<ShownConnection> of(String sort, boolean closedOnly) throws BadQueryException {
        return switch (sort) {
            case "", "cid" -> OLDEST_FIRST;
            case "start" -> Comparator.<ShownConnection>comparingLong(each -> each.now().startMillis())
                    .thenComparing(OLDEST_FIRST);
            case "idle" -> Comparator.comparingLong(each -> each.now().lastActivityMillis());
            case "uptime" -> OLDEST_FIRST;
            case "last" -> greatest(Comparator.comparingLong(each -> each.now().lastActivityMillis()));
            case "subs" -> greatest(Comparator.comparingLong(each -> each.now().subscriptions()));
            case "pending" -> greatest(Comparator.comparingLong(each -> each.now().pendingBytes()));
            case "msgs_to" -> greatest(Comparator.comparingLong(each -> each.now().outMessages()));
            case "msgs_from" -> greatest(Comparator.comparingLong(each -> each.now().inMessages()));
            case "bytes_to" -> greatest(Comparator.comparingLong(each -> each.now().outBytes()));
            case "bytes_from" -> greatest(Comparator.comparingLong(each -> each.now().inBytes()));
            case "rtt" -> greatest(Comparator.comparingLong(each -> each.now().rttNanos()));
            case "stop", "reason" -> ofClosed(sort, closedOnly);
            default -> throw new BadQueryException("invalid sorting option: " + BadQueryException.shown(sort));
        };
    }

    private static Comparator<ShownConnection> ofClosed(String sort, boolean closedOnly) throws BadQueryException {
        if (!closedOnly) {
            throw new BadQueryException("sort by " + sort + " only valid on closed connections");
        }
        return sort.equals("stop")
                ? Comparator.<ShownConnection>comparingLong(each -> each.closed().stopMillis()).thenComparing(OLDEST_FIRST)
                : Comparator.<ShownConnection, String>comparing(each -> each.closed().reason()).thenComparing(OLDEST_FIRST);
    }

    private static Comparator<ShownConnection> greatest(Comparator<ShownConnection> order) {
        return order.reversed();
    }
}
