package org.pleach.itests.outside;

import java.net.InetSocketAddress;
import org.pleach.network.NativeNetwork;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.Sandbox;
import org.pleach.sandbox.SandboxOptions;
import org.pleach.sandbox.Topology;

/** The sandbox's demo topology on free ports: two leaf ASes with five paths between them. */
public final class LoopbackScion implements AutoCloseable {

    /** A leaf AS. */
    public static final String AS_BF = "18-ffaa:1:10bf";

    /** The other leaf AS. */
    public static final String AS_A0 = "18-ffaa:1:10a0";

    private static final int ANY_PORT = 0;

    private final NativeNetwork network;
    private final Sandbox sandbox;

    private LoopbackScion(NativeNetwork network, Sandbox sandbox) {
        this.network = network;
        this.sandbox = sandbox;
    }

    /** Starts routers and daemons and waits until they work. */
    public static LoopbackScion start() {
        NativeNetwork network = NativeNetwork.open(1, "sandbox");
        try {
            return new LoopbackScion(network, Sandbox.start(Topology.builtIn("demo").onFreePorts(), network,
                    SandboxOptions.DEFAULT.withEndHostPort(ANY_PORT)));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** {@code host:port} of an AS's daemon, as {@code SCION_DAEMON_ADDRESS} takes it. */
    public String daemon(String isdAs) {
        InetSocketAddress address = sandbox.daemonAddress(IsdAs.parse(isdAs));
        return address.getAddress().getHostAddress() + ':' + address.getPort();
    }

    @Override
    public void close() {
        sandbox.close();
        network.close();
    }
}
