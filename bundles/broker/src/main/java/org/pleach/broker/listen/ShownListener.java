package org.pleach.broker.listen;

import java.util.concurrent.CompletionStage;
import org.pleach.transport.Endpoint;
import org.pleach.transport.Listener;

/** A listener under the address it is to be shown with. */
record ShownListener(Listener listener, Endpoint endpoint) implements Listener {

    @Override
    public String transport() {
        return listener.transport();
    }

    @Override
    public CompletionStage<Void> close() {
        return listener.close();
    }
}
