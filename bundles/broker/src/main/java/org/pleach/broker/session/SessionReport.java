package org.pleach.broker.session;

import javax.net.ssl.SSLSession;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.protocol.ConnectOptions;
import org.pleach.transport.Network;

/** Puts together what there is to say about a session. Any thread; what it reads may be a moment old. */
final class SessionReport {

    private final ClientSession session;
    private final Network network;

    SessionReport(ClientSession session, Network network) {
        this.session = session;
        this.network = network;
    }

    ConnectionSnapshot snapshot() {
        SSLSession tls = session.tls();
        ConnectOptions said = session.protocol().said();
        long silentMillis = (network.nanoTime() - session.heartbeat().heardAt()) / 1_000_000;
        return new ConnectionSnapshot(session.id(), session.remote(), session.transport(),
                session.protocol().account().name(), session.protocol().user() != null
                        ? session.protocol().user() : present(said.user()), present(said.name()),
                present(said.lang()), present(said.version()), session.startMillis(),
                network.currentTimeMillis() - silentMillis, session.heartbeat().rtt(), session.subscriptions().count(),
                session.outbox().pendingBytes(), session.publisher().messages(), session.publisher().bytes(),
                session.outbox().messages(), session.outbox().messageBytes(), tls == null ? null
                        : tls.getProtocol().replaceFirst("^TLSv", ""), tls == null ? null : tls.getCipherSuite());
    }

    private static String present(String text) {
        return text.isEmpty() ? null : text;
    }
}
