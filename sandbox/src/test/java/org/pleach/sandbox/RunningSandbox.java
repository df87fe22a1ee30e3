package org.pleach.sandbox;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.scion.daemon.DaemonClient;
import org.pleach.scion.daemon.DaemonPath;
import org.pleach.scion.daemon.PathsRequest;

/** A sandbox with a network of its own, for one test. */
public final class RunningSandbox implements AutoCloseable {

    private static final int MAX_ANSWER = 1 << 20;

    public final NativeNetwork network;
    public final Sandbox sandbox;
    public final int endHostPort;

    public RunningSandbox(Topology topology) {
        this(topology, NativeNetwork.open(1, "sandbox-test"));
    }

    public RunningSandbox(Topology topology, NativeNetwork network) {
        this.network = network;
        this.endHostPort = freePort();
        this.sandbox = Sandbox.start(topology, network,
                SandboxOptions.DEFAULT.withSeed(42).withEndHostPort(endHostPort));
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public DaemonClient daemon(IsdAs isdAs) {
        return DaemonClient.over(network, sandbox.daemonAddress(isdAs), Duration.ofSeconds(5), MAX_ANSWER);
    }

    public List<DaemonPath> paths(Host from, Host to) throws Exception {
        return paths(from.isdAs(), to.isdAs());
    }

    public List<DaemonPath> paths(IsdAs from, IsdAs to) throws Exception {
        try (DaemonClient daemon = daemon(from)) {
            return daemon.paths(new PathsRequest(IsdAs.WILDCARD, to, false, false)).toCompletableFuture()
                    .get(5, TimeUnit.SECONDS).paths();
        }
    }

    /** The path over the interfaces of these links. */
    public DaemonPath path(Host from, Host to, String... links) throws Exception {
        for (DaemonPath path : paths(from, to)) {
            List<PathInterface> interfaces = path.metadata().interfaces();
            if (sandbox.faults().linksOf(interfaces).size() == links.length
                    && sandbox.faults().linksOf(interfaces).containsAll(List.of(links))) {
                return path;
            }
        }
        throw new AssertionError("no path over " + List.of(links));
    }

    @Override
    public void close() {
        sandbox.close();
        network.close();
    }
}
