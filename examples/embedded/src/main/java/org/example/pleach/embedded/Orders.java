package org.example.pleach.embedded;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.nio.charset.StandardCharsets;

/** A service that numbers orders: what an application of yours might be. */
public final class Orders {

    private final Connection nats;
    private int last;

    /** Answers requests on {@code orders.new}. */
    public Orders(Connection nats) {
        this.nats = nats;
        Dispatcher dispatcher = nats.createDispatcher(request ->
                nats.publish(request.getReplyTo(), ("order " + ++last).getBytes(StandardCharsets.UTF_8)));
        dispatcher.subscribe("orders.new");
    }

    /** Whether the server knows that this is there. */
    public boolean isReady() {
        return nats.getStatus() == Connection.Status.CONNECTED;
    }
}
