package org.pleach.broker.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.pleach.broker.ClosedConnection;

/** The connections closed last. Safe to use from any thread. */
final class ClosedClients {

    private final ArrayDeque<ClosedConnection> ring = new ArrayDeque<>();

    /** @param most how many are remembered from now on */
    void add(ClosedConnection closed, int most) {
        if (most <= 0) {
            return;
        }
        synchronized (ring) {
            ring.addLast(closed);
            while (ring.size() > most) {
                ring.removeFirst();
            }
        }
    }

    List<ClosedConnection> all() {
        synchronized (ring) {
            return new ArrayList<>(ring);
        }
    }
}
