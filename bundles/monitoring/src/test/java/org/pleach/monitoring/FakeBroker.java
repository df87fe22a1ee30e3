package org.pleach.monitoring;

import com.typesafe.config.ConfigFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.BrokerTotals;
import org.pleach.broker.ClosedConnection;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.broker.Listening;
import org.pleach.broker.ServerIdentity;
import org.pleach.broker.SubscriptionSnapshot;
import org.pleach.counters.Counters;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;

/** A broker that answers what monitoring asks, and fails on everything else. */
public final class FakeBroker {

    /** When it started and what the time is now. */
    public static final long START = 1_795_500_000_000L;

    private final Map<String, Object> answers = new HashMap<>();
    private final Counters<BrokerCounter> counters = new Counters<>("broker", BrokerCounter.class);
    private final List<ConnectionSnapshot> connections = new ArrayList<>();
    private final List<ClosedConnection> closed = new ArrayList<>();
    private final List<SubscriptionSnapshot> subscriptions = new ArrayList<>();

    /** A broker with one open port and no connections. */
    public FakeBroker(Network network) {
        answers.put("identity", new ServerIdentity("NABC", "s1", "0.1.0", START));
        answers.put("options", BrokerOptions.from(ConfigFactory.parseString(
                "listen = \"0.0.0.0:4222\", max_payload = 1048576, ping_interval = 2m, authorization { token = secret }")));
        answers.put("network", network);
        answers.put("accounts", List.of(account("$G", 3), account("A", 4)));
        answers.put("clientUrls", List.of("10.0.0.1:4222"));
        answers.put("connections", connections);
        answers.put("closedConnections", closed);
        answers.put("subscriptions", CompletableFuture.completedFuture(subscriptions));
        answers.put("counters", counters);
        answers.put("totals", new BrokerTotals(2, 5, 7, 100, 12_800, 400, 51_200));
        listening(List.of(listener("tcp", Endpoint.of("0.0.0.0", 14222)),
                listener("scion", Endpoint.parse("18-ffaa:1:10bf,127.0.0.1:14222"))));
    }

    /** The broker. */
    public Broker broker() {
        return stub(Broker.class, answers);
    }

    Counters<BrokerCounter> counters() {
        return counters;
    }

    void listening(List<Listener> open) {
        answers.put("clientListening", stub(Listening.class, Map.of("listeners", open)));
    }

    void connect(long id, Endpoint remote, String user, int subscriptions, long inMessages) {
        connections.add(new ConnectionSnapshot(id, remote, remote.isScion() ? "scion" : "tcp", "$G", user, "name" + id,
                "java", "2.26.2", START + id * 1000, START + 60_000 - id * 1000, 683_000, subscriptions, 0, inMessages,
                inMessages * 10, 0, 0));
    }

    private static Account account(String name, int subscriptions) {
        return stub(Account.class, Map.of("name", name, "subscriptions", subscriptions));
    }

    static Listener listener(String transport, Endpoint endpoint) {
        return new Listener() {
            @Override
            public Endpoint endpoint() {
                return endpoint;
            }

            @Override
            public String transport() {
                return transport;
            }

            @Override
            public CompletionStage<Void> close() {
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    /** Answers methods by their names. */
    static <T> T stub(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (!answers.containsKey(method.getName())) {
                throw new UnsupportedOperationException(method.toString());
            }
            return answers.get(method.getName());
        }));
    }
}
