package org.pleach.scion.daemon;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.pleach.path.PathInterface;
import org.pleach.transport.Network;

/**
 * Calls a SCION daemon. Safe to use from any thread; nothing blocks. A call fails with {@link DaemonException}; its stage
 * completes on an event loop.
 */
public interface DaemonClient extends AutoCloseable {

    /**
     * A client over gRPC. The connection is opened by the first call, and again by the next one after it broke.
     *
     * @param network   event loops and sockets
     * @param address   the daemon's address, resolved
     * @param deadline  how long a call may take
     * @param maxAnswer biggest message taken, bytes
     */
    static DaemonClient over(Network network, InetSocketAddress address, Duration deadline, int maxAnswer) {
        return new GrpcDaemonClient(new GrpcClient("SCION daemon", network, address, deadline, maxAnswer));
    }

    /** Paths to an AS. */
    CompletionStage<PathsResponse> paths(PathsRequest request);

    /** About an AS; the wildcard asks for the daemon's own. */
    CompletionStage<AsResponse> as(AsRequest request);

    /** The border routers of the daemon's AS. */
    CompletionStage<InterfacesResponse> interfaces();

    /** The services of the daemon's AS. */
    CompletionStage<ServicesResponse> services();

    /** The ports to which routers of the daemon's AS deliver directly. */
    CompletionStage<PortRangeResponse> portRange();

    /** Tells the daemon that an interface is down. */
    CompletionStage<Void> notifyInterfaceDown(PathInterface failed);

    /** Closes the connection; calls under way fail. */
    @Override
    void close();
}
