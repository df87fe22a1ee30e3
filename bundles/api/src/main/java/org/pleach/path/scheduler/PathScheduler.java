package org.pleach.path.scheduler;

/**
 * Makes the schedulers of one kind, one for each peer.
 *
 * <p>Register an implementation as an OSGi service with the property {@link #NAME}, for instance
 * {@code scheduler.name=redundant}; {@code path_mode: redundant} in the configuration then names it. When such a service
 * comes, the peers it is configured for take it at once; when it goes, they go back to {@code failover}; when it is
 * updated, they take the new one. No connection closes and no datagram is lost.
 *
 * <p>The name {@code failover} belongs to the built-in one: one path, another one at the first sign of silence.
 */
public interface PathScheduler {

    /** The service property that holds the scheduler's name. */
    String NAME = "scheduler.name";

    /**
     * Makes the scheduler of one peer. Called on the event loop of a socket, so from several threads for several sockets.
     * The first call that it gets is {@link PeerScheduler#pathsChanged}.
     *
     * @param control what it can see and do, for as long as it is used
     * @param <P>     how the SCION stack names a path; a scheduler can only send over paths that it was shown
     */
    <P extends PeerPath> PeerScheduler<P> create(PathControl<P> control);
}
