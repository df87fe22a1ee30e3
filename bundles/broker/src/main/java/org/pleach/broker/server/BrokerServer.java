package org.pleach.broker.server;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.pleach.auth.Authenticator;
import org.pleach.broker.Account;
import org.pleach.broker.Broker;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.BrokerOptions;
import org.pleach.broker.BrokerOptions.Authorization;
import org.pleach.broker.BrokerTotals;
import org.pleach.broker.ClientListener;
import org.pleach.broker.ClosedConnection;
import org.pleach.broker.ConnectionSnapshot;
import org.pleach.broker.InterestListener;
import org.pleach.broker.Listening;
import org.pleach.broker.OperatorOptions;
import org.pleach.broker.Outbox;
import org.pleach.broker.OutboxOwner;
import org.pleach.broker.Publisher;
import org.pleach.broker.Receiver;
import org.pleach.broker.ServerIdentity;
import org.pleach.broker.SubscriptionSnapshot;
import org.pleach.broker.auth.Authenticators;
import org.pleach.broker.auth.PasswordWorkers;
import org.pleach.broker.callout.Callout;
import org.pleach.broker.callout.ConfiguredRules;
import org.pleach.broker.claims.SigningKey;
import org.pleach.broker.delivery.Accounts;
import org.pleach.broker.delivery.ConnectionPublisher;
import org.pleach.broker.delivery.InternalPublisher;
import org.pleach.broker.listen.ClientUrls;
import org.pleach.broker.listen.EndpointListening;
import org.pleach.broker.listen.Transports;
import org.pleach.broker.loop.Loop;
import org.pleach.broker.loop.Loops;
import org.pleach.broker.loop.OutboxCounters;
import org.pleach.broker.loop.OutboxLimits;
import org.pleach.broker.operator.OperatorMode;
import org.pleach.broker.session.ClientEnvironment;
import org.pleach.broker.session.ClientInfo;
import org.pleach.broker.session.ClientInitializer;
import org.pleach.broker.session.Clients;
import org.pleach.broker.tls.ClientTls;
import org.pleach.counters.Counters;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;
import org.pleach.transport.Network;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.Transport;

/**
 * A server as a plain library. Safe to use from any thread.
 *
 * <pre>
 *   try (NativeNetwork network = NativeNetwork.open(1, "pleach");
 *        TcpTransport tcp = new TcpTransport(network);
 *        BrokerServer server = BrokerServer.builder().network(network).transport(tcp).start()) {
 *       server.ready().toCompletableFuture().join();
 *       ...
 *   }
 * </pre>
 */
public final class BrokerServer implements Broker, AutoCloseable {

    private static final int CLOSE_SECONDS = 2;

    private final ServerIdentity identity;
    private final Network network;
    private final Loops loops;
    private final Accounts accounts;
    private final InternalPublisher internal;
    private final Clients clients = new Clients();
    private final ClientInfo info;
    private final Transports transports = new Transports();
    private final PasswordWorkers passwords = new PasswordWorkers(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2), "pleach-passwords");
    private final Authenticators authenticators;
    private final Counters<BrokerCounter> counters = new Counters<>("broker", BrokerCounter.class);
    private final OutboxCounters outboxCounters = new OutboxCounters(counters);
    private final ClientTls tls = new ClientTls();
    private final StartupLog log = new StartupLog();
    private final Readiness readiness = new Readiness();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ChannelHandler clientHandler;
    /** Null if there is no operator. */
    private final OperatorMode operator;
    /** Null if no service was to be asked at the start. */
    private final Callout callout;
    private volatile BrokerOptions options;
    private volatile Listening listening;
    private boolean leaving;
    private boolean closed;

    BrokerServer(BrokerOptions options, Network network) {
        this.options = options;
        this.network = network;
        SigningKey key = options.operator() != null || options.authorization().callout() != null ? SigningKey.ofServer() : null;
        String id = key == null ? ServerIds.next(new SecureRandom()) : key.text();
        this.identity = new ServerIdentity(id, options.serverName() == null ? id : options.serverName(),
                ProductVersion.read(), network.currentTimeMillis());
        this.loops = new Loops(network.eventLoops(), PooledByteBufAllocator.DEFAULT, network::nanoTime);
        this.accounts = new Accounts(loops.count(), network::nanoTime);
        this.internal = new InternalPublisher(loops.first());
        this.authenticators = new Authenticators(() -> this.options.authorization(), passwords, new SecureRandom());
        this.operator = options.operator() == null ? null
                : new OperatorMode(new OperatorMode.Environment(this::options, identity, network, accounts, internal, passwords,
                        new AccountsOfClients(clients)));
        this.authenticators.operator(operator == null ? null : operator.authenticator());
        this.callout = key == null ? null : new Callout(operator == null ? new ConfiguredRules(this::options, network)
                : operator.callout(), new Callout.Environment(this::options, identity, key, network, accounts, internal, passwords));
        this.tls.options(options.tls());
        this.info = new ClientInfo(identity, this::options, this::clientEndpoint, this::clientUrls, tls);
        this.clientHandler = new ClientInitializer(new ClientEnvironment(this::options, network, loops, accounts,
                authenticators, tls, info, clients, counters, outboxCounters, callout));
    }

    /** To put one together. */
    public static BrokerServerBuilder builder() {
        return new BrokerServerBuilder();
    }

    /** Starts: logs who it is and begins to open its ports. Once. */
    public void start() {
        log.starting(identity, options);
        if (authenticators.takesPlaintextPasswords()) {
            log.plaintextPasswords();
        }
        if (tls.failure() != null) {
            log.fatal(tls.failure());
            ready.completeExceptionally(new IllegalArgumentException(tls.failure()));
            return;
        }
        info.cluster(options.clusterName());
        configureAccounts(options.clusterName());
        if (operator != null) {
            operator.begin();
        }
        listening = listen(Transport.Purpose.CLIENT, options.listen(), clientHandler);
        listening.firstAttempt().whenComplete((nothing, failure) -> {
            if (failure != null) {
                log.portTaken(options.listen(), failure);
                ready.completeExceptionally(failure);
                return;
            }
            info.refresh();
            if (tls.options() != null) {
                log.tlsRequired();
            }
            ready.complete(null);
        });
    }

    private void configureAccounts(String cluster) {
        if (operator != null) {
            operator.configure(options.accounts(), cluster);
        } else {
            accounts.configure(options.accounts(), cluster);
        }
    }

    /**
     * Completes when every transport present at the start has opened its port or failed to once; exceptionally, with a
     * {@link java.net.BindException}, if somebody else has the port.
     */
    public CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    /**
     * Says in the log that the server is ready, once {@link #ready} and all ports are open that began to open before this
     * call (see {@link Broker#holdReady}). Whoever puts a server together calls it once, last.
     *
     * @return completes when it is said; never if {@code ready} fails
     */
    public CompletionStage<Void> announceReady() {
        return ready.thenCompose(nothing -> readiness.declared()).thenRun(log::ready);
    }

    @Override
    public void holdReady(CompletionStage<?> opening) {
        readiness.hold(opening);
    }

    /**
     * Adds a transport: it listens from now on.
     *
     * @param rank the highest is asked first to connect
     */
    public void addTransport(Transport transport, int rank) {
        transports.add(transport, rank);
    }

    /** Removes a transport: its ports are closed, its connections live on. */
    public void removeTransport(Transport transport) {
        transports.remove(transport);
    }

    /** Replaces the authenticators that are asked before the configuration; the first is asked first. */
    public void authenticators(List<Authenticator> ranked) {
        authenticators.services(ranked);
    }

    /** Sets who does TLS, for when it is configured; null for nobody: then no client is taken. */
    public void tls(TlsUpgrade upgrade) {
        tls.upgrade(upgrade);
    }

    /**
     * Takes new options without closing a connection: limits hold for connections made from now on, {@code authorization}
     * at once: who may not connect any more is closed, subscriptions that are not allowed any more are taken away; another {@code listen} opens the new port and closes the old.
     * The name stays. With another resolver, or an operator or auth callout where there was none, nothing is taken: that is logged.
     */
    public synchronized void reload(BrokerOptions changed) {
        String fixed = fixed(changed);
        if (fixed != null) {
            // As a whole: with half of it the door might be open.
            log.needsRestart(fixed);
            return;
        }
        boolean moves = !changed.listen().equals(options.listen());
        Authorization before = options.authorization();
        options = changed;
        tls.options(changed.tls());
        info.cluster(changed.clusterName());
        configureAccounts(changed.clusterName());
        if (operator != null) {
            operator.reload(options.operator());
        }
        if (moves && !closed && !leaving) {
            Listening old = listening;
            listening = listen(Transport.Purpose.CLIENT, changed.listen(), clientHandler);
            old.close();
        }
        clients.reauthorize(before, changed.authorization());
        clients.announceInfo();
    }

    /** The keys that only a restart changes, if they have changed; else null. */
    private String fixed(BrokerOptions changed) {
        OperatorOptions now = options.operator();
        OperatorOptions wanted = changed.operator();
        if ((now == null) != (wanted == null)) {
            return "operator and trusted_keys";
        }
        if (now != null && !now.resolver().equals(wanted.resolver())) {
            return "resolver";
        }
        return callout == null && changed.authorization().callout() != null ? "auth_callout" : null;
    }

    /**
     * Enters lame duck mode: takes no more clients, tells those that are there in INFO, and closes them over
     * {@code lame_duck_duration}. A second call does nothing.
     *
     * @param end called when none is left, on any thread; it is expected to close the server
     */
    public void lameDuck(Runnable end) {
        synchronized (this) {
            if (closed || leaving || listening == null) {
                return;
            }
            leaving = true;
        }
        log.lameDuck();
        listening.close();
        List<Runnable> leavings = clients.leavings();
        if (leavings.isEmpty()) {
            end.run();
            return;
        }
        info.lameDuck(true);
        clients.announceInfo();
        LameDuck.start(network, options.lameDuck(), leavings, end);
    }

    @Override
    public ServerIdentity identity() {
        return identity;
    }

    @Override
    public BrokerOptions options() {
        return options;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Account globalAccount() {
        return accounts.global();
    }

    @Override
    public Account account(String name) {
        return accounts.get(name);
    }

    @Override
    public Collection<Account> accounts() {
        return accounts.all();
    }

    @Override
    public void addInterestListener(InterestListener listener) {
        accounts.addListener(listener);
    }

    @Override
    public void removeInterestListener(InterestListener listener) {
        accounts.removeListener(listener);
    }

    @Override
    public Outbox openOutbox(Channel channel, OutboxOwner owner) {
        return openOutbox(channel, owner, options.maxPending(), true);
    }

    @Override
    public Outbox openOutbox(Channel channel, OutboxOwner owner, long maxPending, boolean holds) {
        return loops.outbox(channel, new OutboxLimits(maxPending, options.writeDeadline().toNanos(), holds), owner,
                outboxCounters);
    }

    @Override
    public Publisher openPublisher(Channel channel, Receiver origin, boolean echo) {
        Loop loop = loops.of(channel);
        loop.readsFrom(channel);
        return new ConnectionPublisher(loop, channel, origin, echo, counters);
    }

    @Override
    public void publish(Account account, String subject, byte[] payload) {
        internal.publish(account, subject, payload);
    }

    @Override
    public void addClientListener(ClientListener listener) {
        clients.addListener(listener);
    }

    @Override
    public void removeClientListener(ClientListener listener) {
        clients.removeListener(listener);
    }

    @Override
    public long nextConnectionId() {
        return clients.nextId();
    }

    @Override
    public Listening listen(Transport.Purpose purpose, Endpoint endpoint, ChannelHandler handler) {
        EndpointListening opening = EndpointListening.open(transports, network, counters,
                new Transport.ListenRequest(purpose, endpoint, handler));
        holdReady(opening.firstAttempt());
        return opening;
    }

    @Override
    public CompletionStage<Channel> connect(Transport.ConnectRequest request) {
        return transports.connect(request);
    }

    @Override
    public Listening clientListening() {
        return listening;
    }

    private Endpoint clientEndpoint() {
        Listening now = listening;
        return now == null ? options.listen() : now.listeners().stream().map(Listener::endpoint)
                .filter(ClientUrls::isPlain).findFirst().orElse(options.listen());
    }

    @Override
    public void clusterName(String name) {
        info.cluster(name);
        configureAccounts(name);
        clients.announceInfo();
    }

    @Override
    public void advertise(String server, List<String> urls) {
        if (info.advertise(server, urls)) {
            clients.announceInfo();
        }
    }

    @Override
    public List<String> clientUrls() {
        Listening now = listening;
        return now == null ? List.of() : ClientUrls.of(now.listeners(), options.clientAdvertise());
    }

    @Override
    public List<ConnectionSnapshot> connections() {
        return clients.snapshots();
    }

    @Override
    public List<ClosedConnection> closedConnections() {
        return clients.closed();
    }

    @Override
    public CompletionStage<List<SubscriptionSnapshot>> subscriptions(long connection) {
        return clients.subscriptions(connection);
    }

    @Override
    public BrokerTotals totals() {
        int subscriptions = accounts.all().stream().mapToInt(Account::subscriptions).sum();
        return new BrokerTotals(clients.count(), counters.get(BrokerCounter.CLIENTS_ACCEPTED), subscriptions,
                loops.inMessages(), loops.inBytes(), loops.outMessages(), loops.outBytes());
    }

    @Override
    public Counters<BrokerCounter> counters() {
        return counters;
    }

    /**
     * Closes the ports and all client connections; what was sent to them is written first if they take it. Waits for that
     * two seconds at most, and not at all on an event loop.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        log.stopping();
        if (listening != null) {
            listening.close();
        }
        CompletableFuture<Void> gone = clients.shutDown();
        if (!loops.isOnEventLoop()) {
            gone.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
        }
        if (operator != null) {
            operator.close();
        }
        if (callout != null) {
            callout.close();
        }
        passwords.close();
        loops.close();
        log.stopped();
    }
}
