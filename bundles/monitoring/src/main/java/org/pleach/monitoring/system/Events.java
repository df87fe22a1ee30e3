package org.pleach.monitoring.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;
import org.pleach.broker.ClientListener;
import org.pleach.broker.ClosedConnection;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.counters.Counters;
import org.pleach.monitoring.page.AccstatzPage;
import org.pleach.monitoring.page.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the system account who comes and goes, and how the server is. Makes nothing that nobody has subscribed to.
 * Messages are made by a worker; of an account's connections it tells the latest number, not every one on the way.
 */
final class Events implements ClientListener {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final String TYPE = "io.nats.server.advisory.v1.";
    private static final Set<String> NOT_LET_IN = Set.of("Authentication Failure", "Authentication Timeout");

    private interface Body {
        void write(Json out) throws IOException;
    }

    private final Broker broker;
    private final Account system;
    private final ServerBlock server;
    private final Statsz statsz;
    private final Executor worker;
    private final Counters<SystemCounter> counters;
    private final EventIds ids = new EventIds();
    private final Set<String> changed = new HashSet<>();

    Events(Broker broker, Account system, ServerBlock server, Statsz statsz, Executor worker,
            Counters<SystemCounter> counters) {
        this.broker = broker;
        this.system = system;
        this.server = server;
        this.statsz = statsz;
        this.worker = worker;
        this.counters = counters;
    }

    @Override
    public void connected(ConnectionSnapshot client) {
        accountChanged(client.account());
        tell("$SYS.ACCOUNT." + client.account() + ".CONNECT", "client_connect", out -> client(client, null, out));
    }

    @Override
    public void closed(ClosedConnection client) {
        if (!NOT_LET_IN.contains(client.reason())) {
            accountChanged(client.last().account());
        } else {
            tell("$SYS.SERVER." + broker.identity().id() + ".CLIENT.AUTH.ERR", "client_disconnect",
                    out -> disconnected(client, out));
        }
        tell("$SYS.ACCOUNT." + client.last().account() + ".DISCONNECT", "client_disconnect",
                out -> disconnected(client, out));
    }

    /** How the server is, for whoever watches. */
    void statsz() {
        tell("$SYS.SERVER." + broker.identity().id() + ".STATSZ", null, out -> statsz.write(out.name("statsz")));
    }

    /** The server stops. Makes the message in the calling thread. */
    void shutdown() {
        String subject = "$SYS.SERVER." + broker.identity().id() + ".SHUTDOWN";
        if (system.isWanted(subject)) {
            publish(List.of(subject), server::fields);
        }
    }

    private void tell(String subject, String type, Body body) {
        if (system.isWanted(subject)) {
            later(() -> publish(List.of(subject), out -> event(type, body, out)));
        }
    }

    private void accountChanged(String account) {
        if (system.isWanted(ofServer(account)) || system.isWanted(ofAccount(account))) {
            synchronized (changed) {
                if (!changed.add(account)) {
                    return;
                }
            }
            if (!later(() -> tellConnections(account))) {
                synchronized (changed) {
                    changed.remove(account);
                }
            }
        }
    }

    private static String ofServer(String account) {
        return "$SYS.SERVER.ACCOUNT." + account + ".CONNS";
    }

    private static String ofAccount(String account) {
        return "$SYS.ACCOUNT." + account + ".SERVER.CONNS";
    }

    private void tellConnections(String name) {
        synchronized (changed) {
            changed.remove(name);
        }
        List<ConnectionSnapshot> own = new ArrayList<>(broker.connections());
        own.removeIf(each -> !name.equals(each.account()));
        publish(List.of(ofServer(name), ofAccount(name)), out -> event("account_connections",
                fields -> AccstatzPage.write(broker.account(name), own, fields), out));
    }

    private boolean later(Runnable task) {
        try {
            worker.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            counters.increment(SystemCounter.EVENTS_DROPPED);
            return false;
        }
    }

    private void publish(List<String> subjects, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Json out = Json.compact(bytes)) {
            body.write(out.begin());
            out.end();
        } catch (IOException | RuntimeException e) {
            counters.increment(SystemCounter.INTERNAL_ERRORS);
            LOG.error("Error telling the system account on {}", subjects.get(0), e);
            return;
        }
        byte[] message = bytes.toByteArray();
        for (String subject : subjects) {
            counters.increment(SystemCounter.EVENTS);
            broker.publish(system, subject, message);
        }
    }

    private void event(String type, Body body, Json out) throws IOException {
        if (type != null) {
            out.field("type", TYPE + type).field("id", ids.next()).time("timestamp", broker.network().currentTimeMillis());
        }
        server.write(out);
        body.write(out);
    }

    private static void disconnected(ClosedConnection client, Json out) throws IOException {
        client(client.last(), client, out);
        Statsz.traffic("sent", client.last().inMessages(), client.last().inBytes(), out);
        Statsz.traffic("received", client.last().outMessages(), client.last().outBytes(), out);
        out.field("reason", client.reason());
    }

    private static void client(ConnectionSnapshot client, ClosedConnection closed, Json out) throws IOException {
        out.begin("client").time("start", client.startMillis()).field("host", client.remote().host())
                .field("id", client.id()).field("acc", client.account()).fieldUnlessEmpty("user", client.user())
                .fieldUnlessEmpty("name", client.name()).fieldUnlessEmpty("lang", client.lang())
                .fieldUnlessEmpty("ver", client.version()).fieldUnlessZero("rtt", client.rttNanos());
        if (closed != null) {
            out.time("stop", closed.stopMillis());
        }
        out.field("name_tag", client.account()).field("kind", "Client")
                .field("client_type", "websocket".equals(client.transport()) ? "websocket" : "nats").end();
    }
}
