package org.pleach.broker;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.pleach.transport.Listener;

/**
 * An endpoint that is kept open on every transport that serves it, for as long as both are there. Failed attempts are
 * logged, counted and repeated with growing pauses. Safe to use from any thread.
 */
public interface Listening extends AutoCloseable {

    /** The ports open now. */
    List<Listener> listeners();

    /**
     * Completes when every transport present at the start has opened its port or failed to once; exceptionally, with a
     * {@link java.net.BindException}, if somebody else has the port: waiting will not help then.
     */
    CompletionStage<Void> firstAttempt();

    /** Closes the ports; accepted connections stay. */
    @Override
    void close();
}
