package org.pleach.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.pleach.broker.ConnectionSnapshot;

/** Client connections as a table, oldest first. */
final class ConnectionsView {

    private static final String NOT_TOLD = "-";

    private final long nowMillis;

    ConnectionsView(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    String of(List<ConnectionSnapshot> connections) {
        if (connections.isEmpty()) {
            return "no client connections";
        }
        TextTable table = new TextTable("cid", "remote", "via", "account", "user", "name", "library", "up s", "rtt ms",
                "subs", "pending B", "in msgs", "in B", "out msgs", "out B");
        connections.stream().sorted(Comparator.comparingLong(ConnectionSnapshot::id)).forEach(c -> table.row(c.id(),
                c.remote().hostPort(), c.transport(), c.account(), told(c.user()), told(c.name()),
                c.lang() == null ? NOT_TOLD : (c.lang() + ' ' + told(c.version())),
                (nowMillis - c.startMillis()) / TimeUnit.SECONDS.toMillis(1),
                c.rttNanos() == 0 ? NOT_TOLD : String.format(Locale.ROOT, "%.2f", c.rttNanos() / 1e6),
                c.subscriptions(), c.pendingBytes(), c.inMessages(), c.inBytes(), c.outMessages(), c.outBytes()));
        return table.toString();
    }

    private static String told(String text) {
        return text == null || text.isEmpty() ? NOT_TOLD : text;
    }
}
