package org.pleach.scion;

import com.typesafe.config.ConfigException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.pleach.counters.CounterSource;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.scion.bootstrap.LocalAs;
import org.pleach.scion.bootstrap.LocalAsFinder;
import org.pleach.scion.multipath.Clock;
import org.pleach.scion.multipath.Settings;
import org.pleach.scion.multipath.SharedProbes;
import org.pleach.scion.path.PathRanking;
import org.pleach.scion.socket.NativeSocket;
import org.pleach.scion.socket.SocketOpener;
import org.pleach.transport.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stack on Netty's event loops: paths from a SCION daemon or a control service, packets over UDP sockets. */
public final class NativeEndhost implements ScionEndhost, AutoCloseable {

    /** At start bundles come one after the other; a policy that comes so soon was not missing. */
    private static final long PATIENCE_SECONDS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(NativeEndhost.class);

    private final Network network;
    private final ScionOptions options;
    private final PathPolicies policies;
    private final PathSchedulers schedulers;
    private final LocalAsFinder finder;
    private final SocketOpener opener;
    private final Counters<ScionCount> counters = new Counters<>("scion", ScionCount.class);
    private final Set<NativeSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Runnable policiesChanged = () -> rankAgain("path policies changed");
    private final Runnable schedulersChanged = () -> scheduleAgain("path schedulers changed");
    private final Clock clock;
    private final SharedProbes probes = new SharedProbes();
    private volatile PathRanking ranking;
    private volatile String mode;
    private CompletableFuture<LocalAs> home;
    private volatile boolean closed;

    private NativeEndhost(Network network, ScionOptions options, PathPolicies policies, PathSchedulers schedulers) {
        this.network = network;
        this.options = options;
        this.policies = policies;
        this.schedulers = schedulers;
        this.finder = new LocalAsFinder(network, options, counters);
        this.opener = new SocketOpener(network, options);
        this.clock = new NetworkClock(network);
        setPreference(options.pathPreference());
        setMode(options.pathMode());
        policies.onChange(policiesChanged);
        schedulers.onChange(schedulersChanged);
    }

    private record NetworkClock(Network network) implements Clock {
        @Override
        public long nanos() {
            return network.nanoTime();
        }

        @Override
        public long epochMillis() {
            return network.currentTimeMillis();
        }
    }

    /**
     * Starts. Nothing is opened or asked yet.
     *
     * @param network  event loops and sockets
     * @param options  settings
     * @param policies the policies {@code path_preference} may name; may change at any time
     */
    public static NativeEndhost open(Network network, ScionOptions options, PathPolicies policies) {
        return open(network, options, policies, new PathSchedulers());
    }

    /**
     * Starts. Nothing is opened or asked yet.
     *
     * @param network    event loops and sockets
     * @param options    settings
     * @param policies   the policies {@code path_preference} may name; may change at any time
     * @param schedulers the schedulers {@code path_mode} may name; may change at any time
     */
    public static NativeEndhost open(Network network, ScionOptions options, PathPolicies policies,
            PathSchedulers schedulers) {
        return new NativeEndhost(network, options, policies, schedulers);
    }

    @Override
    public CompletionStage<IsdAs> localAs() {
        return home().thenApply(LocalAs::isdAs);
    }

    /** Asked for again as long as there is no answer. */
    private synchronized CompletableFuture<LocalAs> home() {
        if (home == null || home.isCompletedExceptionally()) {
            home = finder.find().thenApply(found -> {
                LOG.info("Local SCION AS is {}", found.isdAs());
                return found;
            });
        }
        return home;
    }

    @Override
    public CompletionStage<ScionSocket> bind(String host, int port, String wanted) {
        InetAddress address;
        try {
            address = ScionAddress.literal(host);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<ScionSocket> outcome = new CompletableFuture<>();
        home().thenCompose(known -> localHost(known, address)
                .thenCompose(local -> opener.open(known.isdAs(), local, port, setup(known, wanted))))
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        outcome.completeExceptionally(Failures.unwrapped(failure));
                    } else if (!opened(socket)) {
                        outcome.completeExceptionally(new IllegalStateException("the SCION stack is closed"));
                    } else {
                        outcome.complete(socket);
                    }
                });
        return outcome;
    }

    private CompletionStage<InetAddress> localHost(LocalAs known, InetAddress address) {
        return address.isAnyLocalAddress() ? known.routers().thenCompose(opener::localAddressTowards)
                : CompletableFuture.completedFuture(address);
    }

    private NativeSocket.Setup setup(LocalAs known, String wanted) {
        SecureRandom seed = new SecureRandom();
        if (wanted != null) {
            expect(wanted, () -> !closed);
        }
        return new NativeSocket.Setup(Settings.of(options), options.maxPeers(), clock, known.paths(), () -> ranking,
                () -> schedulers.get(wanted == null ? mode : wanted), known::reportDown, counters,
                new SplittableRandom(seed.nextLong()), probes);
    }

    private boolean opened(NativeSocket socket) {
        sockets.add(socket);
        socket.channel().closeFuture().addListener(end -> sockets.remove(socket));
        if (closed) {
            socket.close();
        }
        return !closed;
    }

    /**
     * Takes other settings while sockets are open. {@code path_preference} and {@code path_mode} are obeyed at once by
     * all of them.
     *
     * @throws ConfigException.BadValue if anything else differs, which needs a new endhost
     */
    public void reconfigure(ScionOptions changed) {
        ScionOptions possible = options.withPathPreference(String.join(",", changed.pathPreference()))
                .withPathMode(changed.pathMode());
        if (!changed.equals(possible)) {
            throw new ConfigException.BadValue("scion",
                    "only path_preference and path_mode can change while SCION sockets are open");
        }
        if (!changed.pathMode().equals(mode)) {
            setMode(changed.pathMode());
            scheduleAgain("path mode changed");
        }
        if (!changed.pathPreference().equals(ranking.names())) {
            setPreference(changed.pathPreference());
            rankAgain("path preference changed");
        }
    }

    private void setPreference(List<String> names) {
        ranking = new PathRanking(names, policies::get,
                name -> policies.isFilter(name) || options.pathFilters().contains(name), counters);
        LOG.info("path preference: {}", names.isEmpty() ? "none" : String.join(",", names));
        PathRanking current = ranking;
        network.eventLoops().next().schedule(() -> {
            if (!closed && ranking == current) {
                current.reportMissing();
            }
        }, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void setMode(String name) {
        mode = name;
        LOG.info("path mode: {}", name);
        expect(name, () -> !closed && name.equals(mode));
    }

    private void expect(String scheduler, BooleanSupplier stillWanted) {
        network.eventLoops().next().schedule(() -> {
            if (stillWanted.getAsBoolean()) {
                schedulers.reportMissing(scheduler);
            }
        }, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void scheduleAgain(String reason) {
        sockets.forEach(socket -> socket.scheduleAgain(reason));
    }

    private void rankAgain(String reason) {
        ranking.reportChange();
        sockets.forEach(socket -> socket.rankAgain(reason));
    }

    @Override
    public CounterSource counters() {
        return counters;
    }

    @Override
    public List<PeerPaths> peers() {
        return sockets.stream().flatMap(socket -> socket.report().stream()).toList();
    }

    /** Closes all sockets and the connections to daemon and control service. */
    @Override
    public void close() {
        closed = true;
        policies.forget(policiesChanged);
        schedulers.forget(schedulersChanged);
        sockets.forEach(NativeSocket::close);
        finder.close();
    }
}
