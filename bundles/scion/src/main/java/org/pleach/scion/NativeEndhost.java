package org.pleach.scion;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pleach.counters.CounterSource;
import org.pleach.counters.Counters;
import org.pleach.path.IsdAs;
import org.pleach.transport.Network;

/** The stack on Netty's event loops. */
public final class NativeEndhost implements ScionEndhost, AutoCloseable {

    private final Counters<ScionCount> counters = new Counters<>("scion", ScionCount.class);

    private NativeEndhost(Network network, ScionOptions options, PathPolicies policies) { }

    /**
     * Starts. Nothing is opened or asked yet.
     *
     * @param network  event loops and sockets
     * @param options  settings
     * @param policies the policies {@code path_preference} may name; may change at any time
     */
    public static NativeEndhost open(Network network, ScionOptions options, PathPolicies policies) {
        return new NativeEndhost(network, options, policies);
    }

    @Override
    public CompletionStage<IsdAs> localAs() {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("not yet"));
    }

    @Override
    public CompletionStage<ScionSocket> bind(String host, int port) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("not yet"));
    }

    /** Takes settings that may change while sockets are open: {@code path_preference}. Live peers are ranked anew. */
    public void reconfigure(ScionOptions options) { }

    @Override
    public CounterSource counters() {
        return counters;
    }

    @Override
    public List<PeerPaths> peers() {
        return List.of();
    }

    /** Closes all sockets and the connection to the daemon. */
    @Override
    public void close() { }
}
