package org.pleach.scion.socket;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.pleach.counters.Counters;
import org.pleach.path.PathInterface;
import org.pleach.path.PathReporter;
import org.pleach.scion.PathSchedulers;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.ScionSocket;
import org.pleach.scion.multipath.Clock;
import org.pleach.scion.multipath.Multipath;
import org.pleach.scion.multipath.PeerPaths;
import org.pleach.scion.multipath.Settings;
import org.pleach.scion.multipath.SharedProbes;
import org.pleach.scion.path.PathLookup;
import org.pleach.scion.path.PathRanking;

/** A SCION socket on any channel that reads and writes UDP datagrams. */
public final class NativeSocket implements ScionSocket {

    private static final long SWEEP_SECONDS = 30;

    private final Channel channel;
    private final EventExecutor executor;
    private final Peers peers;
    private final DatagramHandler handler;
    private final Future<?> sweep;

    /**
     * What a socket needs beside its channel.
     *
     * @param settings tunables
     * @param maxPeers most peers known at once
     * @param clock    time
     * @param lookup   where paths come from
     * @param ranking  the policies as they are configured now
     * @param mode     the scheduler as it is configured now
     * @param down     is told of interfaces that routers report down
     * @param counters counts
     * @param random   randomness, for this socket alone
     * @param shared   what other sockets of this host learn by probes
     */
    public record Setup(Settings settings, int maxPeers, Clock clock, PathLookup lookup,
            Supplier<PathRanking> ranking, Supplier<PathSchedulers.Choice> mode, Consumer<PathInterface> down, Counters<ScionCount> counters,
            RandomGenerator random, SharedProbes shared) { }

    /**
     * Makes a bound channel a SCION socket: puts a handler first into its pipeline. On the channel's event loop only.
     *
     * @param local the SCION address that the channel is bound to
     */
    public NativeSocket(Channel channel, ScionAddress local, Setup setup) {
        this.channel = channel;
        this.executor = channel.eventLoop();
        this.peers = new Peers(local, setup.maxPeers());
        this.handler = new DatagramHandler(peers, new Probes(setup.random()), setup.counters(),
                setup.settings().datagramSize());
        peers.use(new Multipath(setup.settings(), setup.clock(), executor, handler, setup.lookup(), setup.ranking(),
                setup.mode(), setup.down(), setup.counters(), setup.random(), setup.shared()));
        channel.pipeline().addFirst("scion", handler);
        this.sweep = executor.scheduleWithFixedDelay(peers::removeIdle, SWEEP_SECONDS, SWEEP_SECONDS,
                TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> {
            sweep.cancel(false);
            peers.close();
        });
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public ScionAddress localAddress() {
        return peers.local();
    }

    @Override
    public InetSocketAddress syntheticLocalAddress() {
        return peers.syntheticLocal();
    }

    @Override
    public CompletionStage<InetSocketAddress> resolve(ScionAddress address) {
        CompletableFuture<InetSocketAddress> outcome = new CompletableFuture<>();
        onLoop(() -> resolve(address, outcome));
        return outcome;
    }

    private void resolve(ScionAddress address, CompletableFuture<InetSocketAddress> outcome) {
        if (address.isdAs().isWildcard() || address.port() == 0) {
            outcome.completeExceptionally(new IllegalArgumentException(
                    "cannot reach " + address + ": expected one AS and a port"));
            return;
        }
        Peer peer = peers.at(address);
        if (peer == null) {
            outcome.completeExceptionally(new IllegalStateException("too many peers to reach " + address));
            return;
        }
        PeerPaths paths = peers.lead(peer);
        peers.hold(peer);
        paths.ready().whenComplete((done, failure) -> {
            if (failure == null) {
                outcome.complete(peer.synthetic);
            } else {
                peers.release(peer);
                outcome.completeExceptionally(failure);
            }
        });
    }

    @Override
    public ScionAddress peer(InetSocketAddress synthetic) {
        Peer peer = peers.bySynthetic(synthetic);
        return peer == null ? null : peer.remote();
    }

    @Override
    public void hold(InetSocketAddress synthetic) {
        Peer peer = peers.bySynthetic(synthetic);
        if (peer != null) {
            peers.hold(peer);
        }
    }

    @Override
    public void release(InetSocketAddress synthetic) {
        Peer peer = peers.bySynthetic(synthetic);
        if (peer != null) {
            peers.release(peer);
        }
    }

    @Override
    public boolean wantsConfirmation() {
        return handler.wantsConfirmation();
    }

    @Override
    public boolean confirm(InetSocketAddress synthetic) {
        return handler.confirm(synthetic);
    }

    @Override
    public void rttHint(InetSocketAddress synthetic, long nanos) {
        Peer peer = peers.bySynthetic(synthetic);
        if (peer != null && peer.paths != null) {
            peer.paths.roundTripHint(nanos);
        }
    }

    /** Policies or their order changed: ranks the paths of all peers anew. Any thread. */
    public void rankAgain(String reason) {
        onLoop(() -> peers.all().forEach(peer -> {
            if (peer.paths != null) {
                peer.paths.rankAgain(reason);
            }
        }));
    }

    /** Schedulers came or went, or another one is configured: all peers take the one wanted now. Any thread. */
    public void scheduleAgain(String reason) {
        onLoop(() -> peers.all().forEach(peer -> {
            if (peer.paths != null) {
                peer.paths.scheduleAgain(reason);
            }
        }));
    }

    /** The paths to all peers that are more than strangers. Any thread. */
    public List<PathReporter.PeerPaths> report() {
        return peers.all().stream().map(peer -> peer.paths).filter(paths -> paths != null).map(PeerPaths::report)
                .toList();
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        channel.close().addListener(closed -> {
            if (!closed.isSuccess()) {
                outcome.completeExceptionally(closed.cause());
            } else if (executor.isShuttingDown()) {
                outcome.complete(null);
            } else {
                // Over NIO the port is free only after the selector has run once more.
                executor.schedule(() -> outcome.complete(null), 1, TimeUnit.MILLISECONDS);
            }
        });
        return outcome;
    }

    private void onLoop(Runnable task) {
        if (executor.inEventLoop()) {
            task.run();
        } else {
            executor.execute(task);
        }
    }
}
