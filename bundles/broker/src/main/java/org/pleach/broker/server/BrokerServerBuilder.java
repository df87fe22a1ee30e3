package org.pleach.broker.server;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pleach.auth.Authenticator;
import org.pleach.broker.BrokerOptions;
import org.pleach.transport.Network;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.Transport;

/** Puts a server together. Not thread-safe. */
public final class BrokerServerBuilder {

    private BrokerOptions options;
    private Network network;
    private TlsUpgrade tls;
    private final List<Transport> transports = new ArrayList<>();
    private final List<Authenticator> authenticators = new ArrayList<>();

    BrokerServerBuilder() { }

    /** What to do; nats-server's defaults if not given. */
    public BrokerServerBuilder options(BrokerOptions with) {
        options = Objects.requireNonNull(with, "options");
        return this;
    }

    /** Threads and sockets to run on. Needed. The server does not close it. */
    public BrokerServerBuilder network(Network with) {
        network = Objects.requireNonNull(with, "network");
        return this;
    }

    /** A transport that is there from the start; the first one given is asked first. The server does not close it. */
    public BrokerServerBuilder transport(Transport with) {
        transports.add(Objects.requireNonNull(with, "transport"));
        return this;
    }

    /** An authenticator; the first one given is asked first. */
    public BrokerServerBuilder authenticator(Authenticator with) {
        authenticators.add(Objects.requireNonNull(with, "authenticator"));
        return this;
    }

    /** Who does TLS; needed if a {@code tls} block is configured. */
    public BrokerServerBuilder tls(TlsUpgrade with) {
        tls = Objects.requireNonNull(with, "tls");
        return this;
    }

    /** Makes the server without starting it, so that transports can be added first. */
    public BrokerServer build() {
        Objects.requireNonNull(network, "network");
        BrokerOptions chosen = options != null ? options : BrokerOptions.from(ConfigFactory.empty());
        BrokerServer server = new BrokerServer(chosen, network);
        server.tls(tls);
        server.authenticators(authenticators);
        for (int i = 0; i < transports.size(); i++) {
            server.addTransport(transports.get(i), -i);
        }
        return server;
    }

    /** Makes the server and starts it: it begins to open its ports before this returns. */
    public BrokerServer start() {
        BrokerServer server = build();
        server.start();
        return server;
    }
}
