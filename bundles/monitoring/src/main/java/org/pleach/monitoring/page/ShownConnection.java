package org.pleach.monitoring.page;

import org.pleach.broker.ClosedConnection;
import org.pleach.broker.ConnectionSnapshot;

/**
 * A connection in {@code /connz}.
 *
 * @param now    how it is, or was at its end
 * @param closed when and why it ended, or null if it is there
 */
record ShownConnection(ConnectionSnapshot now, ClosedConnection closed) { }
