package org.pleach.monitoring.page;

import java.io.IOException;
import org.pleach.broker.Broker;

/** {@code /healthz}: status 200 and {@code ok} when clients can connect, else 503 and why not. */
public final class HealthzPage implements Page {

    private final Broker broker;

    /** Shows the health of {@code broker}. */
    public HealthzPage(Broker broker) {
        this.broker = broker;
    }

    @Override
    public int write(Query query, Json out) throws IOException, BadQueryException {
        boolean details = query.flag("details");
        if (!broker.clientListening().listeners().isEmpty()) {
            out.begin().field("status", "ok").end();
            return 200;
        }
        String error = "no port is open for clients";
        if (details) {
            out.begin().field("status", "error").beginArray("errors")
                    .begin().field("type", "CONNECTION").field("error", error).end().endArray().end();
        } else {
            out.begin().field("status", "unavailable").field("error", error).end();
        }
        return 503;
    }
}
