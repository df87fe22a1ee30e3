package org.pleach.monitoring.page;

import java.io.IOException;
import org.pleach.broker.Broker;

/** {@code /healthz}: status 200 and {@code ok} when clients can connect, else 503 and why not. */
public final class HealthzPage implements Page {

    private final Broker broker;
    private final boolean withCode;

    /** Shows the health of {@code broker}. */
    public HealthzPage(Broker broker) {
        this(broker, false);
    }

    /** The same; {@code withCode} if nothing but the JSON tells the status. */
    public HealthzPage(Broker broker, boolean withCode) {
        this.broker = broker;
        this.withCode = withCode;
    }

    @Override
    public int write(Query query, Json out) throws IOException, BadQueryException {
        boolean details = query.flag("details");
        if (!broker.clientListening().listeners().isEmpty()) {
            out.begin().field("status", "ok").fieldUnlessZero("status_code", code(200)).end();
            return 200;
        }
        String error = "no port is open for clients";
        if (details) {
            out.begin().field("status", "error").fieldUnlessZero("status_code", code(503)).beginArray("errors")
                    .begin().field("type", "CONNECTION").field("error", error).end().endArray().end();
        } else {
            out.begin().field("status", "unavailable").fieldUnlessZero("status_code", code(503)).field("error", error).end();
        }
        return 503;
    }

    private int code(int status) {
        return withCode ? status : 0;
    }
}
