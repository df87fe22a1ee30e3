package org.pleach.transport;

import java.util.concurrent.CompletionStage;

/** An open port. Safe to use from any thread. */
public interface Listener {

    /** Where it listens in truth: the port is the one that was opened, the AS the local one if this is SCION. */
    Endpoint endpoint();

    /** The transport's name. */
    String transport();

    /** Closes the port; accepted connections stay. Completes when it is closed; closing twice is harmless. */
    CompletionStage<Void> close();
}
