package org.pleach.scion;

import java.util.concurrent.CompletionStage;
import org.pleach.counters.CounterSource;
import org.pleach.path.IsdAs;
import org.pleach.path.PathReporter;

/**
 * A host in a SCION AS. An OSGi service while the {@code scion} section is configured. Safe to use from any thread;
 * nothing blocks.
 */
public interface ScionEndhost extends PathReporter {

    /**
     * The AS this host is in, as the daemon or the topology says. Asked until answered once, then remembered. Fails with
     * {@link org.pleach.scion.daemon.DaemonException} when the daemon cannot be reached or answers nonsense, with a
     * {@link org.pleach.scion.bootstrap.BootstrapException} when there is to be none and the topology cannot be had.
     */
    CompletionStage<IsdAs> localAs();

    /** Opens a SCION/UDP socket that takes {@code scion.path_mode}, whatever it is or becomes. */
    default CompletionStage<ScionSocket> bind(String host, int port) {
        return bind(host, port, null);
    }

    /**
     * Opens a SCION/UDP socket.
     *
     * @param host a literal local IP address; {@code 0.0.0.0} or {@code ::} for the address from which the AS's border
     *             router is reached
     * @param port the UDP port, 0 for any free one
     * @param mode the name of the path scheduler for all peers of this socket, or null for {@code scion.path_mode}. As
     *             long as there is none of that name, it is {@code failover}
     * @return the socket when it is bound, or the reason why not: a
     *         {@link org.pleach.scion.daemon.DaemonException}, an {@link IllegalArgumentException} for a host that is no
     *         literal, a {@link java.net.BindException} for a port in use
     */
    CompletionStage<ScionSocket> bind(String host, int port, String mode);

    /** What happened so far: drops, failovers, probes, daemon errors. */
    CounterSource counters();
}
